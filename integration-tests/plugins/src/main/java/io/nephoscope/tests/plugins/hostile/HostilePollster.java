package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;

/** A pollster that does something to whoever polls it, or to what it is handed. */
public final class HostilePollster extends HostilePlugin implements Pollster {

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        for (PollAbuse abuse : PollAbuse.values()) {
            if (returns(Phase.POLL, abuse.name())) {
                resources.forEach(resource -> abuse.commit(resource, poll));
                return;
            }
        }
        reach(Phase.POLL);
    }
}

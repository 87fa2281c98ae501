package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;
import java.util.List;

/** Makes samples of the entries that a discovery found. It asks nobody. An odd entry costs itself alone. */
final class EntryPollster implements Pollster {

    private final ListedMeter row;
    private volatile Remarks last = new Remarks();

    EntryPollster(ListedMeter row) {
        this.row = row;
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        Remarks remarks = new Remarks();
        for (Resource resource : resources) {
            poll(resource, poll, remarks);
        }
        if (poll.cycle().mode() == CycleMode.REGULAR) {
            last = remarks;
        }
    }

    private void poll(Resource resource, Poll poll, Remarks remarks) {
        try {
            row.sample(FoundEntries.of(resource, row.discovery()), remarks).ifPresent(poll::emit);
        } catch (OddEntryException e) {
            poll.failed(resource, String.valueOf(e.getMessage()));
        }
    }

    /** What was odd in the last published poll, each as one line. */
    List<String> remarks() {
        return last.lines();
    }
}

package io.nephoscope.pollsters.central;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.openstack.cloud.CloudException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Polls one meter by asking for each resource by itself. All meters that need the same answers have them asked for once per
 * cycle, side by side, by whichever is polled first; then each goes through what is known. A resource that does not answer fails
 * alone.
 */
final class AskingPollster implements Pollster {

    private static final String LATE = "did not answer in time";

    private final AskedMeter row;

    /**
     * What was asked for in a cycle.
     *
     * @param late those that had not answered when the time was over
     */
    private record Asked(Set<String> all, Set<String> late) {}

    AskingPollster(AskedMeter row) {
        this.row = row;
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws InterruptedException {
        Asked asked = poll.cycle().shared(Asked.class, row.group(), () -> ask(resources, poll));
        List<Resource> others = resources.stream()
                .filter(resource -> !asked.all().contains(resource.id()))
                .toList();
        Set<String> lateOthers = others.isEmpty() ? Set.of() : ask(others, poll).late();
        for (Resource resource : resources) {
            if (asked.late().contains(resource.id()) || lateOthers.contains(resource.id())) {
                poll.failed(resource, LATE);
            } else {
                emit(resource, poll);
            }
        }
    }

    /** What is answered, or fails, is remembered by the cycle. Some time is left to hand it over. */
    private Asked ask(Collection<Resource> resources, Poll poll) throws InterruptedException {
        Duration within = poll.remaining().multipliedBy(3).dividedBy(4);
        Set<String> late = SideBySide.ask(
                resources, resource -> row.reading().read(resource, poll, (volume, subject) -> {}), within);
        return new Asked(resources.stream().map(Resource::id).collect(toSet()), late);
    }

    private void emit(Resource resource, Poll poll) throws InterruptedException {
        try {
            row.reading().read(resource, poll, (volume, subject) -> poll.emit(Sample.of(row.meter(), volume, subject)));
        } catch (CloudException | OddEntryException | SharedLoadException e) {
            poll.failed(resource, String.valueOf(e.getMessage()));
        }
    }
}

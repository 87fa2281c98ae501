package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.openstack.cloud.CloudException;
import java.time.Duration;

/** Polls one meter by asking for each resource by itself, for many side by side. */
final class AskingPollster implements ResourcePollster {

    /**
     * A few more than the connector lets one service be asked at once, so that it decides; each of those who only wait is
     * a thread, for each of the meters that are polled together.
     */
    private static final int CONCURRENCY = 20;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final AskedMeter row;

    AskingPollster(AskedMeter row) {
        this.row = row;
    }

    @Override
    public void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException {
        try {
            row.reading().read(resource, poll, (volume, subject) -> poll.emit(Sample.of(row.meter(), volume, subject)));
        } catch (CloudException | OddEntryException e) {
            throw new PollsterException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int concurrency() {
        return CONCURRENCY;
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }
}

package io.nephoscope.core.fake;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Takes batches as long as it is allowed to. */
public final class RecordingPublisher implements Publisher {

    public final List<SampleBatch> batches = new CopyOnWriteArrayList<>();
    public final Semaphore allowed;
    public volatile boolean refusing;

    public RecordingPublisher() {
        this(Integer.MAX_VALUE);
    }

    /** Takes so many batches and waits for further permits. */
    public RecordingPublisher(int permits) {
        allowed = new Semaphore(permits);
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        allowed.acquire();
        if (refusing) {
            throw new PublisherException("refused");
        }
        batches.add(batch);
        delivery.confirmed();
    }

    @Override
    public PublisherStatus status() {
        PublisherStatus status = PublisherStatus.of(PublisherStatus.State.CONNECTED, "memory");
        status.confirmed = batches.size();
        return status;
    }
}

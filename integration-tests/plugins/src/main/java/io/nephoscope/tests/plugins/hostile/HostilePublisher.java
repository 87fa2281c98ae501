package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;

/** A publisher that does something to whoever publishes or looks, and never tells what became of a batch. */
public final class HostilePublisher extends HostilePlugin implements Publisher {

    @Override
    public void publish(SampleBatch batch, Delivery delivery) {
        if (returns(Phase.PUBLISH, "CHANGES_ITS_MIND")) {
            delivery.confirmed();
            delivery.refused(Abuse.WORDS, true);
            delivery.confirmed();
        }
        if (returns(Phase.PUBLISH, "REFUSES_AT_LENGTH")) {
            delivery.refused(Abuse.FORGERY + "x".repeat(1 << 20), true);
        }
        reach(Phase.PUBLISH);
    }

    @Override
    @SuppressWarnings("NullAway") // That is the abuse.
    public PublisherStatus status() {
        if (returns(Phase.STATUS, "NULL")) {
            return null;
        }
        if (returns(Phase.STATUS, "NULL_INSIDE")) {
            return PublisherStatus.of(null, null);
        }
        if (returns(Phase.STATUS, "FORGERY")) {
            return PublisherStatus.of(PublisherStatus.State.FAILED, Abuse.FORGERY + "x".repeat(1 << 20));
        }
        reach(Phase.STATUS);
        return PublisherStatus.of(PublisherStatus.State.CONNECTED, "");
    }
}

package io.nephoscope.publisher.amqp;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.transport.RabbitConnector;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Sends samples to RabbitMQ as Ceilometer does, and keeps them while RabbitMQ is away. */
@Component(service = Publisher.class)
@PublisherService(name = "amqp")
public final class AmqpPublisher implements Publisher {

    private static final Duration SETTINGS_WAIT = Duration.ofSeconds(5);
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final SettingsFeed feed;
    private final Dispatch dispatch = new Dispatch(new RabbitConnector());

    /** Starts to connect as soon as the settings are known, in a thread of its own. */
    @Activate
    public AmqpPublisher(@Reference SettingsFeed feed) {
        this.feed = feed;
        feed.subscribe(dispatch);
    }

    @Deactivate
    void deactivate() {
        feed.unsubscribe();
        dispatch.close(FLUSH);
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        if (!dispatch.awaitSettings(SETTINGS_WAIT)) {
            throw new PublisherException(feed.refused()
                    .map(reason -> "the configuration is refused: " + reason)
                    .orElse("there is no configuration yet"));
        }
        dispatch.publish(batch);
    }

    @Override
    public PublisherStatus status() {
        return dispatch.status();
    }
}

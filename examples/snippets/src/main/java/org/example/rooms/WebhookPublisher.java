package org.example.rooms;

import static java.util.stream.Collectors.joining;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.api.sample.Sample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Posts each batch to a URL, several at the same time, and tells the agent later what became of each. */
@Component(configurationPid = "org.example.webhook")
@PublisherService(name = "webhook")
public final class WebhookPublisher implements Publisher {

    private static final int WINDOW = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore window = new Semaphore(WINDOW);
    private final URI url;

    /** Guarded by itself; replaced by a copy for whoever asks. */
    private final PublisherStatus status;

    @interface Config {

        /** {@code url}: where to post to. */
        String url() default "http://127.0.0.1:8080/samples";
    }

    @Activate
    public WebhookPublisher(Config config) {
        this(URI.create(config.url()));
    }

    WebhookPublisher(URI url) {
        this.url = url;
        status = PublisherStatus.of(State.CONNECTING, "nothing was posted to " + url + " yet");
    }

    // #region publish
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Both ends of it are settled.
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        if (!window.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new PublisherException(url + " has left " + WINDOW + " requests unanswered");
        }
        int samples = batch.samples().size();
        count(samples, 0, 0);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                // Handed out again, a batch has the id it had: the other side knows it as the same.
                .header("Idempotency-Key", batch.id().toString())
                .POST(BodyPublishers.ofString(text(batch)))
                .build();
        client.sendAsync(request, BodyHandlers.discarding()).whenComplete((response, failure) -> {
            window.release();
            settle(samples, delivery, response, failure);
        });
    }

    /** Tells the delivery's end, on the client's thread. */
    private void settle(
            int samples, Delivery delivery, @Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
        if (response == null) {
            count(-samples, 0, 0);
            become(State.CONNECTING, url + " does not answer: " + failure);
            delivery.refused("no answer", false);
        } else if (response.statusCode() / 100 == 2) {
            count(-samples, samples, 0);
            become(State.CONNECTED, "posts to " + url);
            delivery.confirmed();
        } else if (response.statusCode() / 100 == 4) {
            count(-samples, 0, samples);
            become(State.FAILED, url + " refuses with status " + response.statusCode() + "; mend the url");
            delivery.refused("status " + response.statusCode(), true);
        } else {
            count(-samples, 0, 0);
            become(State.BLOCKED, url + " answers with status " + response.statusCode());
            delivery.refused("status " + response.statusCode(), false);
        }
    }
    // #endregion

    @Override
    public PublisherStatus status() {
        synchronized (status) {
            PublisherStatus copy = PublisherStatus.of(status.state, status.detail);
            copy.inFlight = status.inFlight;
            copy.confirmed = status.confirmed;
            copy.dropped = status.dropped;
            return copy;
        }
    }

    private void count(int inFlight, int confirmed, int dropped) {
        synchronized (status) {
            status.inFlight += inFlight;
            status.confirmed += confirmed;
            status.dropped += dropped;
        }
    }

    private void become(State state, String detail) {
        synchronized (status) {
            status.state = state;
            status.detail = detail;
        }
    }

    private static String text(SampleBatch batch) {
        return batch.samples().stream().map(sample -> line(batch, sample)).collect(joining("\n"));
    }

    private static String line(SampleBatch batch, Sample sample) {
        return batch.timestamp() + " " + sample.meter().name() + " "
                + sample.subject().resourceId() + " " + sample.volume();
    }
}

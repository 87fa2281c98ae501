package io.nephoscope.publisher.otlp;

import io.nephoscope.api.publisher.PublisherStatus.State;
import java.time.Duration;

/** What became of a request. Reasons hold no secrets. */
sealed interface ExportOutcome {

    /**
     * The collector has taken it.
     *
     * @param rejected points that it has left out for ever
     * @param message what it says of them
     */
    record Taken(long rejected, String message) implements ExportOutcome {}

    /**
     * It was not taken, and is to be sent again.
     *
     * @param state of the publisher
     * @param remedy what the operator can do about it
     * @param pause how long the collector is to be left alone; zero where it has not said
     */
    record NotNow(State state, String reason, String remedy, Duration pause) implements ExportOutcome {}

    /** It would be refused again however often it is sent. */
    record Never(String reason) implements ExportOutcome {}
}

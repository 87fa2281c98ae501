package io.nephoscope.benchmarks.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The queues that samples are sent to, each with an exchange of its own. */
enum QueueKind {
    CLASSIC("classic queue, transient", false, false),
    DURABLE("classic queue, durable", true, false),
    QUORUM("quorum queue", true, true);

    private final String title;
    private final boolean durable;
    private final boolean quorum;

    QueueKind(String title, boolean durable, boolean quorum) {
        this.title = title;
        this.durable = durable;
        this.quorum = quorum;
    }

    /** As it stands on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QueueKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such queue: %s; there are %s"
                        .formatted(
                                label,
                                Arrays.stream(values()).map(QueueKind::label).toList())));
    }

    String exchange() {
        return "delivery-" + label();
    }

    /** The topic of oslo.messaging; the queue's name is made from it. */
    String topic() {
        return exchange();
    }

    String queue() {
        return topic() + ".sample";
    }

    boolean isDurable() {
        return durable;
    }

    Map<String, Object> arguments() {
        return quorum ? Map.of("x-queue-type", "quorum") : Map.of();
    }

    /** The lines of our publisher's configuration. */
    String[] configuration(String brokerUrl) {
        return new String[] {
            "transport.url=" + brokerUrl,
            "control.exchange=" + exchange(),
            "topics=" + topic(),
            "durable.queues=" + durable,
            "quorum.queue=" + quorum
        };
    }

    /** Words for the testbed's {@code ceilometer-notifier}. */
    List<String> ceilometers() {
        return List.of(
                "--exchange", exchange(),
                "--topic", topic(),
                "--durable", Boolean.toString(durable),
                "--quorum", Boolean.toString(quorum));
    }

    @Override
    public String toString() {
        return title;
    }
}

package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Broker;
import io.nephoscope.faults.scene.Scene;
import java.time.Duration;

/** What happens to brokers. */
final class BrokerStrikes {

    private static final Duration SETTLING = Duration.ofMillis(200);
    private static final String QUEUE = "faults.sample";
    private static final String EXCHANGE = "faults";

    private BrokerStrikes() {}

    /** Kills it every 20 s for 10 minutes. In the short form once. */
    static void kill(Scene scene, Dose dose) throws Exception {
        int kills = dose.pick(1, 30);
        Duration period = dose.pick(Duration.ZERO, Duration.ofSeconds(20));
        for (int kill = 0; kill < kills; kill++) {
            long begun = System.nanoTime();
            killOnce(scene, dose);
            scene.hold(period.minusNanos(System.nanoTime() - begun));
            scene.awaitPolls(1);
        }
    }

    static void killOnce(Scene scene, Dose dose) throws Exception {
        scene.hold(dose.below(1000));
        scene.consumer().pause();
        scene.broker().kill();
        scene.hold(dose.below(dose.pick(1000, 5000)));
        scene.broker().start();
        scene.consumer().resume();
    }

    /** Lets it think that it is out of memory, so that it takes nothing from those who publish. */
    static void memoryAlarm(Scene scene, Dose dose) throws Exception {
        scene.broker().ctl("set_vm_memory_high_watermark", "absolute", "1");
        scene.hold(dose.pick(Duration.ofSeconds(3), Duration.ofMinutes(2)));
        scene.broker().ctl("set_vm_memory_high_watermark", "0.4");
    }

    /** The same with its disk. */
    static void diskAlarm(Scene scene, Dose dose) throws Exception {
        scene.broker().ctl("set_disk_free_limit", "1000000GB");
        scene.hold(dose.pick(Duration.ofSeconds(3), Duration.ofMinutes(2)));
        scene.broker().ctl("set_disk_free_limit", "50MB");
    }

    /**
     * Takes the queue away while nothing is on its way: what comes to RabbitMQ's queue at the moment of its end is gone, and
     * confirmed.
     */
    static void deleteQueue(Scene scene, Dose dose) throws Exception {
        for (int times = dose.pick(3, 30); times > 0; times--) {
            scene.hold(dose.below(1000));
            scene.link().hold();
            scene.hold(SETTLING);
            scene.broker().deleteQueue(QUEUE);
            scene.link().heal();
            scene.awaitPolls(1);
        }
    }

    /** Takes the exchange away. */
    static void deleteExchange(Scene scene, Dose dose) throws Exception {
        for (int times = dose.pick(3, 30); times > 0; times--) {
            scene.hold(dose.below(1000));
            scene.broker().deleteExchange(EXCHANGE);
            scene.awaitPolls(1);
        }
    }

    /** Takes the agent's permissions away; the broker looks at them anew for each connection. */
    static void revoke(Scene scene, Dose dose) throws Exception {
        Broker broker = scene.broker();
        broker.permit("nothing$");
        scene.link().reset();
        scene.hold(dose.pick(Duration.ofSeconds(3), Duration.ofSeconds(60)));
        broker.permit(".*");
    }

    /** Lets the queue refuse what it is sent. */
    static void refuse(Scene scene, Dose dose) throws Exception {
        scene.broker()
                .ctl(
                        "set_policy",
                        "full",
                        "^" + EXCHANGE,
                        "{\"max-length\": 0, \"overflow\": \"reject-publish\"}",
                        "--apply-to",
                        "queues");
        scene.hold(dose.pick(Duration.ofSeconds(3), Duration.ofSeconds(60)));
        scene.broker().ctl("clear_policy", "full");
    }

    /** Kills one node of three after the other. */
    static void killNodes(Scene scene, Dose dose) throws Exception {
        for (int round = 0; round < 3; round++) {
            Broker broker = scene.cluster()
                    .brokers()
                    .get(dose.oneOf(scene.cluster().brokers().size()));
            broker.kill();
            scene.hold(Duration.ofSeconds(15));
            broker.start();
            scene.hold(Duration.ofSeconds(15));
        }
    }
}

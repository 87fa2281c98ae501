package io.nephoscope.faults.strike;

import io.nephoscope.faults.oracle.Ledger;
import io.nephoscope.faults.scene.AgentFiles;
import io.nephoscope.faults.scene.Scene;
import io.nephoscope.faults.scene.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Several at once, and one after the other. */
final class CombinedStrikes {

    private CombinedStrikes() {}

    /** The agent is killed while it has what the broker could not take. */
    static void killWhileCut(Scene scene, Dose dose) throws Exception {
        for (int times = dose.pick(1, 20); times > 0; times--) {
            scene.link().cut();
            scene.hold(Duration.ofMillis(2000 + dose.oneOf(2000)));
            scene.killSubject();
            scene.startSubject();
            scene.hold(dose.below(2000));
            scene.link().heal();
            scene.awaitPolls(1);
        }
    }

    /** Agent and broker are killed together. */
    static void killBoth(Scene scene, Dose dose) throws Exception {
        scene.hold(dose.below(2000));
        scene.consumer().pause();
        scene.killSubject();
        scene.broker().kill();
        scene.subject().start();
        scene.broker().start();
        scene.consumer().resume();
        scene.awaitPolls(1);
    }

    /** Polls a hundred times as much while the broker is away, until so many samples wait. */
    static void pile(Scene scene, Dose dose) throws Exception {
        long samples = Long.getLong("faults.samples", 10_000_000);
        AgentFiles files = new AgentFiles(scene.agent().installation(), scene.setting());
        Ledger.Mark begin = scene.ledger().mark();
        scene.link().cut();
        files.installation()
                .define(files.polling(Stream.concat(scene.setting().sources().stream(), Stream.of(Setting.MASS))
                        .toList()));
        while (scene.ledger().missing(begin, scene.ledger().mark()) < samples) {
            scene.awaitPolls(1);
        }
        files.installation().define(files.polling());
        scene.awaitPolls(2);
        scene.link().heal();
    }

    /** Any of those that apply to both agents, at random, each as long as in the short form. */
    static void mix(Scene scene, Dose dose) throws Exception {
        List<Strike> strikes = List.of(
                BrokerStrikes::killOnce,
                BrokerStrikes::deleteQueue,
                NetworkStrikes::cut,
                NetworkStrikes::partition,
                NetworkStrikes::lose,
                NetworkStrikes::throttle,
                AgentStrikes::suspend,
                AgentStrikes::restart,
                CombinedStrikes::killWhileCut);
        Duration time = scene.setting()
                .pick(Duration.ofSeconds(15), Duration.ofMinutes(Integer.getInteger("faults.minutes", 60)));
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            strikes.get(dose.oneOf(strikes.size())).on(scene, dose.brief());
            scene.awaitPolls(1);
        }
    }
}

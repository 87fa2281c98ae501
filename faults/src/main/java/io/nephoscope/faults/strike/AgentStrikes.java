package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Scene;
import io.nephoscope.faults.scene.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to the agent's process. */
final class AgentStrikes {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String FAKETIME = "faketime/libfaketimeMT.so.1";

    private AgentStrikes() {}

    /** Kills it at random moments: 500 of them, in the short form 2. */
    static void kill(Scene scene, Dose dose) throws Exception {
        for (int kills = dose.pick(2, Integer.getInteger("faults.kills", 500)); kills > 0; kills--) {
            scene.hold(dose.below(2000));
            scene.killSubject();
            scene.startSubject();
        }
    }

    /** Stops it in order. */
    static void restart(Scene scene, Dose dose) throws Exception {
        for (int times = dose.pick(1, 10); times > 0; times--) {
            scene.hold(dose.below(2000));
            scene.stopSubject();
            scene.startSubject();
        }
    }

    /** Lets it stand still, as a virtual machine does that is moved. */
    static void suspend(Scene scene, Dose dose) throws Exception {
        scene.hold(dose.below(1000));
        List<Long> processes = scene.subject().processes();
        Signals.send("STOP", processes);
        scene.hold(dose.pick(Duration.ofSeconds(5), Duration.ofSeconds(30)));
        Signals.send("CONT", processes);
    }

    /** Sets its clock forward and back by an hour. It is started anew with a library that tells it what time it is. */
    static void setClock(Scene scene, Dose dose) throws Exception {
        NephoscopeAgent agent = scene.agent();
        Path offset = Files.writeString(scene.setting().folder().resolve("clock"), "+0\n");
        Map<String, String> clock = Map.of(
                "LD_PRELOAD", library().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                // The clock that never jumps is to be as it is, and waiting by it too.
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
        scene.stopSubject();
        clock.forEach(agent::environment);
        scene.startSubject();
        for (String jump : List.of("+1h", "-1h", "+0")) {
            Files.writeString(offset, jump + "\n");
            scene.hold(dose.pick(Duration.ofSeconds(2), Duration.ofSeconds(30)));
        }
        scene.stopSubject();
        clock.keySet().forEach(name -> agent.environment(name, null));
        scene.startSubject();
    }

    /** The library that tells processes what time it is; empty if it is not installed. */
    static Optional<Path> library() {
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve(FAKETIME))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

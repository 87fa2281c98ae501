package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.AgentFiles;
import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What happens to the agent's configuration. */
final class FileStrikes {

    private FileStrikes() {}

    /** Writes polling.yaml anew, in place or by a rename, with sources that come and go; one in three is invalid. */
    static void rewrite(Scene scene, Dose dose) throws Exception {
        NephoscopeAgent agent = scene.agent();
        String good = new AgentFiles(agent.installation(), scene.setting()).polling();
        Path file = agent.installation().folder().resolve("etc/polling.yaml");
        for (int version = 0; version < dose.pick(30, 1000); version++) {
            String text = version % 3 == 2 ? invalid(good, dose) : good + more(version);
            if (dose.oneOf(2) == 0) {
                agent.installation().define(text);
            } else {
                Files.writeString(file, text);
            }
            scene.hold(dose.below(300));
        }
        agent.installation().define(good);
        scene.hold(Duration.ofSeconds(1));
    }

    private static String more(int version) {
        return "  - name: more %d%n    interval: %d%n    meters: [nobody.has.this]%n"
                .formatted(version, 1 + version % 3);
    }

    private static String invalid(String good, Dose dose) {
        return switch (dose.oneOf(3)) {
            case 0 -> good.substring(0, good.length() / 2) + "\n  - {";
            case 1 -> good.replaceFirst("interval: 1", "interval: often");
            default -> good + "  - name: first\n    interval: 1\n    meters: ['*']\n";
        };
    }
}

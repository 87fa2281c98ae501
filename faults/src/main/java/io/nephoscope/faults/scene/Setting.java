package io.nephoscope.faults.scene;

import io.nephoscope.faults.oracle.TargetSource;
import java.nio.file.Path;
import java.util.List;

/**
 * What a scene is made of.
 *
 * @param root the project's folder
 * @param folder of all that the scene writes
 * @param port of its broker; the next ones are those of further nodes
 * @param form how long faults are, and how many
 * @param queue which kind of queue the agent declares
 * @param sources what is polled
 */
public record Setting(Path root, Path folder, int port, Form form, Queue queue, List<TargetSource> sources) {

    /** What is polled as a rule: 100 samples a second. */
    public static final List<TargetSource> USUAL =
            List.of(new TargetSource("first", 60), new TargetSource("second", 40));

    /** What is polled besides where very much is to wait: 10,000 samples a second. */
    public static final TargetSource MASS = new TargetSource("mass", 10_000);

    /** How long faults are, and how many. */
    public enum Form {
        BRIEF,
        FULL
    }

    /** Kinds of queues. */
    public enum Queue {
        CLASSIC,
        QUORUM
    }

    public Setting {
        sources = List.copyOf(sources);
    }

    /** The same in a folder inside. */
    public Setting in(String name) {
        return new Setting(root, folder.resolve(name), port, form, queue, sources);
    }

    /** The same with another kind of queue. */
    public Setting declaring(Queue kind) {
        return new Setting(root, folder, port, form, kind, sources);
    }

    /** Samples of one interval. */
    public int samplesPerInterval() {
        return sources.stream().mapToInt(TargetSource::resources).sum();
    }

    /** What a fault takes in either form. */
    public <T> T pick(T brief, T full) {
        return form == Form.BRIEF ? brief : full;
    }
}

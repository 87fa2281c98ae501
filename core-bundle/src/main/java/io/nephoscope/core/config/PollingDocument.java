package io.nephoscope.core.config;

import io.nephoscope.core.source.Source;
import io.nephoscope.support.thread.TimeLimiter;
import io.nephoscope.support.yaml.Problem;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What the text of a polling.yaml means.
 *
 * @param sources empty if there are errors
 * @param errors for which the document is refused
 * @param warnings for which it is not
 */
public record PollingDocument(List<Source> sources, List<Problem> errors, List<Problem> warnings) {

    /** Ten times what the largest file takes on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Reads a text within bounds of time, size and depth. Whatever the text, the answer is a document: what
     * cannot be read is one that is refused.
     */
    public static PollingDocument parse(String text) {
        return parse(text, LIMIT);
    }

    static PollingDocument parse(String text, Duration limit) {
        try {
            return TimeLimiter.call("nephoscope-polling-yaml", limit, () -> read(text));
        } catch (TimeoutException e) {
            return refused(
                    "reading the file takes longer than " + limit.toSeconds() + " s; make it shorter or simpler");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused("the agent stopped while it read the file");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError outOfMemory) {
                throw outOfMemory;
            }
            return refused("the file cannot be read: " + e.getCause());
        }
    }

    /** A document that could not be had. */
    static PollingDocument refused(String reason) {
        return new PollingDocument(List.of(), List.of(new Problem(1, "yaml", reason)), List.of());
    }

    private static PollingDocument read(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> root = YamlReader.read(text, problems);
        if (root.isEmpty() && problems.errors().isEmpty()) {
            problems.error(1, "sources", "the file is empty; write sources: [] to poll nothing");
        }
        List<Source> sources =
                root.map(node -> new DocumentReader(problems).read(node)).orElse(List.of());
        List<Problem> errors = problems.errors();
        return new PollingDocument(errors.isEmpty() ? sources : List.of(), errors, problems.warnings());
    }
}

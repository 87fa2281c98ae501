package io.nephoscope.core.agent;

import static java.util.stream.Collectors.joining;

import io.nephoscope.core.config.PollingDocument;
import io.nephoscope.core.registry.Changes;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.yaml.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The polling.yaml in force: the last one that was valid, until the file is deleted. */
@Component(
        service = PollingDefinition.class,
        configurationPid = PollingDefinition.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE) // It follows its configuration by itself.
@Designate(ocd = PollingDefinition.Config.class)
public final class PollingDefinition {

    static final String PID = "io.nephoscope.polling";

    private static final int MOST_NAMES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(PollingDefinition.class);

    private final Changes changes = new Changes();
    private Input input;
    private volatile State state = State.ABSENT;

    /** What is polled. */
    @ObjectClassDefinition(name = "Nephoscope polling.yaml", description = "Written by the agent from the file.")
    @interface Config {

        @AttributeDefinition(description = "The path of the file.")
        String file() default "";

        @AttributeDefinition(description = "The whole text of the file.")
        String text() default "";

        @AttributeDefinition(description = "Whether the file is no longer being written.")
        boolean settled() default true;

        @AttributeDefinition(description = "Why the file cannot be read, in one sentence; empty if it can.")
        String problem() default "";
    }

    /**
     * What became of polling.yaml. Each text that is put in force makes a new {@code inForceSince}.
     *
     * @param file its path; empty if there is none
     * @param sources of the last valid text
     * @param refused why the newest text is not in force; empty if it is
     * @param warnings what of the text in force is probably not meant
     */
    record State(String file, List<Source> sources, Instant inForceSince, List<String> refused, List<String> warnings) {

        static final State ABSENT = new State("", List.of(), Instant.EPOCH, List.of(), List.of());

        boolean isAbsent() {
            return file.isEmpty();
        }

        /** The names of the sources, or some of them. */
        String names() {
            String names = sources.stream().limit(MOST_NAMES).map(Source::name).collect(joining(", ", "[", "]"));
            int further = sources.size() - MOST_NAMES;
            return further > 0 ? names + " and " + further + " more" : names;
        }
    }

    /** What was read last, so that the same again changes nothing. */
    private record Input(String file, String text, String problem) {

        static Input of(Map<String, ?> properties) {
            return new Input(text(properties, "file"), text(properties, "text"), text(properties, "problem"));
        }

        private static String text(Map<String, ?> properties, String key) {
            Object value = properties.get(key);
            return value == null ? "" : value.toString();
        }

        boolean isAbsent() {
            return file.isEmpty() && text.isEmpty() && problem.isEmpty();
        }
    }

    /** Never fails, whatever the configuration: a component that fails to activate would not see it mended. */
    @Activate
    public PollingDefinition(@Reference ConfigurationFollower configurations) {
        this(configurations.read(PID));
        configurations.follow(PID, Map.of(), this::modified); // What was read already changes nothing.
    }

    PollingDefinition(Map<String, Object> properties) {
        this.input = Input.of(properties);
        read(input, true);
    }

    synchronized void modified(Map<String, Object> properties) {
        Input next = Input.of(properties);
        boolean isSettled = !Boolean.FALSE.equals(properties.get("settled"));
        if (!next.equals(input) && read(next, isSettled)) {
            input = next;
            changes.fire();
        }
    }

    /** Returns whether it was taken: what is refused while it is being written comes again when it has settled. */
    private boolean read(Input next, boolean isSettled) {
        if (next.isAbsent()) {
            if (!state.isAbsent()) {
                LOG.info("{} is gone, nothing is polled any more", state.file());
            }
            state = State.ABSENT;
            return true;
        }
        if (!next.problem().isEmpty()) {
            refuse(next.file(), List.of(next.file() + ": " + OneLine.of(next.problem())));
            return true;
        }
        PollingDocument document = PollingDocument.parse(next.text());
        if (!document.errors().isEmpty() && !isSettled) {
            return false;
        }
        List<String> warnings = sentences(next.file(), document.warnings());
        warnings.forEach(warning -> LOG.warn("{}", warning));
        if (document.errors().isEmpty()) {
            state = new State(next.file(), document.sources(), Instant.now(), List.of(), warnings);
        } else {
            refuse(next.file(), sentences(next.file(), document.errors()));
        }
        return true;
    }

    private void refuse(String file, List<String> reasons) {
        LOG.error(
                "{} is refused, {} stays in force: {}",
                file,
                state.sources().isEmpty() ? "nothing" : "the version before",
                String.join("; ", reasons));
        state = new State(file, state.sources(), state.inForceSince(), reasons, state.warnings());
    }

    private static List<String> sentences(String file, List<Problem> problems) {
        return problems.stream().map(problem -> problem.in(file)).toList();
    }

    State state() {
        return state;
    }

    Changes changes() {
        return changes;
    }
}

package io.nephoscope.core.agent;

import io.nephoscope.core.config.PollingDocument;
import io.nephoscope.core.registry.Changes;
import io.nephoscope.core.source.Source;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The polling.yaml in force: the last one that was valid, until the file is deleted. */
@Component(service = PollingDefinition.class, configurationPid = PollingDefinition.PID)
@Designate(ocd = PollingDefinition.Config.class)
public final class PollingDefinition {

    static final String PID = "io.nephoscope.polling";

    private static final Logger LOG = LoggerFactory.getLogger(PollingDefinition.class);

    private final Changes changes = new Changes();
    private volatile State state = new State("", "", List.of(), Instant.EPOCH, List.of());

    /** What is polled. */
    @ObjectClassDefinition(name = "Nephoscope polling.yaml", description = "Written by the agent from the file.")
    @interface Config {

        @AttributeDefinition(description = "The path of the file.")
        String file() default "";

        @AttributeDefinition(description = "The whole text of the file.")
        String text() default "";
    }

    /**
     * What became of polling.yaml.
     *
     * @param file its path; empty if there is none
     * @param refused why the newest text is not in force; empty if it is
     */
    record State(String file, String text, List<Source> sources, Instant inForceSince, List<String> refused) {

        boolean isAbsent() {
            return file.isEmpty() && text.isEmpty();
        }
    }

    @Activate
    public PollingDefinition(Config config) {
        read(config.file(), config.text());
    }

    @Modified
    void modified(Config config) {
        if (!config.file().equals(state.file()) || !config.text().equals(state.text())) {
            read(config.file(), config.text());
            changes.fire();
        }
    }

    private void read(String file, String text) {
        if (file.isEmpty() && text.isEmpty()) {
            if (!state.isAbsent()) {
                LOG.info("{} is gone, nothing is polled any more", state.file());
            }
            state = new State("", "", List.of(), Instant.EPOCH, List.of());
            return;
        }
        PollingDocument document = PollingDocument.parse(text);
        document.warnings().forEach(warning -> LOG.warn("{}", warning.in(file)));
        if (document.errors().isEmpty()) {
            LOG.info("{} is in force, sources: {}", file, names(document.sources()));
            state = new State(file, text, document.sources(), Instant.now(), List.of());
        } else {
            refuse(file, text, document);
        }
    }

    private void refuse(String file, String text, PollingDocument document) {
        List<String> reasons =
                document.errors().stream().map(error -> error.in(file)).toList();
        LOG.error(
                "{} is refused, {} stays in force: {}",
                file,
                state.sources().isEmpty() ? "nothing" : "the version before",
                String.join("; ", reasons));
        state = new State(file, text, state.sources(), state.inForceSince(), reasons);
    }

    private static List<String> names(List<Source> sources) {
        return sources.stream().map(Source::name).toList();
    }

    State state() {
        return state;
    }

    Changes changes() {
        return changes;
    }
}

package io.nephoscope.core.config;

import io.nephoscope.core.source.Source;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What the text of a polling.yaml means.
 *
 * @param sources empty if there are errors
 * @param errors for which the document is refused
 * @param warnings for which it is not
 */
public record PollingDocument(List<Source> sources, List<Problem> errors, List<Problem> warnings) {

    public static PollingDocument parse(String text) {
        Problems problems = new Problems();
        List<Source> sources = compose(text, problems)
                .map(root -> new DocumentReader(problems).read(root))
                .orElse(List.of());
        List<Problem> errors = problems.errors();
        return new PollingDocument(errors.isEmpty() ? sources : List.of(), errors, problems.warnings());
    }

    private static Optional<Node> compose(String text, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.error(Optional.empty(), "sources", "the file is empty; write sources: [] to poll nothing");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.error(e.getProblemMark().or(e::getContextMark), "yaml", syntax(e));
        } catch (YamlEngineException e) {
            problems.error(Optional.empty(), "yaml", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static String syntax(MarkedYamlEngineException e) {
        String context = e.getContext();
        return context == null || context.isBlank() ? e.getProblem() : e.getProblem() + " (" + context + ")";
    }
}

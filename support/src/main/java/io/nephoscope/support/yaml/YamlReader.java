package io.nephoscope.support.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes nodes of a text. It builds them itself from the events of the library, because the library's own nodes
 * know no bounds: they may hold themselves, and their depth is that of the stack. For one text.
 *
 * <p>What cannot be read is a problem with a line, and never an exception. The library may still take long for
 * a text of its dislike, and it heeds no interrupt: who cannot wait calls this in a thread of its own.
 */
public final class YamlReader {

    /** The longest text, in characters. */
    public static final int LONGEST = 8 << 20;

    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 2_000_000;
    private static final String CORE_TAG = "tag:yaml.org,2002:";
    private static final String SEPARATORS = "\n\r\u0085\u2028\u2029";

    private final String text;
    private final Problems problems;
    private final Map<Anchor, Composed> anchors = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private Iterator<Event> events = List.<Event>of().iterator();
    /** The line of the last event. */
    private int reached = 1;

    /** A node, with how much it is when each alias is counted as what it stands for. */
    private record Composed(YamlNode node, long size, int depth) {}

    /** Ends the reading; the problem is told with it. */
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        RefusedException(int line, String message) {
            super(message);
            this.line = line;
        }
    }

    private YamlReader(String text, Problems problems) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.problems = problems;
    }

    /**
     * Reads the one document of a text.
     *
     * @return empty if there is none, or a problem
     */
    public static Optional<YamlNode> read(String text, Problems problems) {
        return new YamlReader(text, problems).read();
    }

    private Optional<YamlNode> read() {
        try {
            refuseUnreadable();
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(LONGEST + 1).build();
            events = new Parse(settings).parseString(text).iterator();
            return document();
        } catch (RefusedException e) {
            problems.error(e.line, "yaml", String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            problems.error(line, "yaml", syntax(e) + hint(line));
        } catch (ReaderException e) {
            problems.error(
                    lineOf(text.offsetByCodePoints(
                            0, Math.min(e.getPosition(), text.codePointCount(0, text.length())))),
                    "yaml",
                    "holds the character %s, which YAML does not allow"
                            .formatted(Integer.toHexString(e.getCodePoint())));
        } catch (YamlEngineException e) {
            problems.error(reached, "yaml", String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            problems.error(reached, "yaml", "cannot be read after this line: the parser fails with " + e);
        }
        return Optional.empty();
    }

    private void refuseUnreadable() throws RefusedException {
        if (text.length() > LONGEST) {
            throw new RefusedException(1, "the file is longer than " + (LONGEST >> 20) + " Mi characters");
        }
        int replaced = text.indexOf('\uFFFD');
        if (replaced >= 0) {
            throw new RefusedException(lineOf(replaced), "the file is not UTF-8 here; save it as UTF-8");
        }
    }

    private Optional<YamlNode> document() throws RefusedException {
        Optional<YamlNode> root = Optional.empty();
        boolean started = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (started) {
                        throw new RefusedException(line(event), "a second document starts here; only one can be read");
                    }
                    started = true;
                }
                case Scalar, SequenceStart, MappingStart, Alias ->
                    root = Optional.of(compose(event, 1).node());
                default -> {}
            }
        }
        return root;
    }

    private Composed compose(Event event, int depth) throws RefusedException {
        reached = line(event);
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        if (depth > DEEPEST) {
            throw new RefusedException(line(event), "is nested deeper than " + DEEPEST + " levels");
        }
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(open::add);
        Composed composed = event instanceof ScalarEvent scalar
                ? new Composed(scalar(scalar), 1, 1)
                : collection((CollectionStartEvent) event, depth);
        if (depth + composed.depth() - 1 > DEEPEST) {
            throw new RefusedException(line(event), "is nested deeper than " + DEEPEST + " levels");
        }
        if (composed.size() > MOST_NODES) {
            throw new RefusedException(
                    line(event),
                    "holds more than " + MOST_NODES + " values, each alias (*) counted as what it stands for");
        }
        anchor.ifPresent(name -> {
            open.remove(name);
            anchors.put(name, composed);
        });
        return composed;
    }

    private Composed resolve(AliasEvent event) throws RefusedException {
        Anchor name = event.getAlias();
        if (open.contains(name)) {
            throw new RefusedException(
                    line(event),
                    "the alias *" + name.getValue() + " stands inside of what it stands for, which would never end");
        }
        Composed composed = anchors.get(name);
        if (composed == null) {
            throw new RefusedException(
                    line(event),
                    "*" + name.getValue() + " is an alias, but nothing before it has the anchor &" + name.getValue()
                            + "; put a pattern that starts with * in quotes");
        }
        return composed;
    }

    private Composed collection(CollectionStartEvent start, int depth) throws RefusedException {
        boolean isMapping = start instanceof MappingStartEvent;
        refuseForeignTag(start, start.getTag(), isMapping ? "map" : "seq");
        List<Composed> parts = new ArrayList<>();
        long size = 1;
        int deepest = 0;
        for (Event event = events.next(); !isEnd(event); event = events.next()) {
            Composed part = compose(event, depth + 1);
            parts.add(part);
            size += part.size();
            deepest = Math.max(deepest, part.depth());
        }
        YamlNode node = isMapping
                ? new YamlNode.Table(line(start), entries(parts))
                : new YamlNode.Sequence(
                        line(start), parts.stream().map(Composed::node).toList());
        return new Composed(node, size, deepest + 1);
    }

    private static boolean isEnd(Event event) {
        return event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
    }

    private static List<YamlNode.Entry> entries(List<Composed> parts) {
        List<YamlNode.Entry> entries = new ArrayList<>(parts.size() / 2);
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            entries.add(new YamlNode.Entry(parts.get(i).node(), parts.get(i + 1).node()));
        }
        return List.copyOf(entries);
    }

    private YamlNode.Scalar scalar(ScalarEvent event) throws RefusedException {
        String value = event.getValue();
        String tag = event.getTag().orElse("");
        if (tag.isEmpty() || tag.equals("!")) {
            ScalarType type = event.isPlain() && tag.isEmpty() ? ScalarType.ofPlain(value) : ScalarType.TEXT;
            return new YamlNode.Scalar(line(event), value, type);
        }
        ScalarType type = tagged(tag);
        if (type == null || (type != ScalarType.TEXT && type != ScalarType.ofPlain(value))) {
            throw new RefusedException(line(event), "the tag " + shortened(tag) + " cannot be read here" + quote(tag));
        }
        return new YamlNode.Scalar(line(event), value, type);
    }

    private static @Nullable ScalarType tagged(String tag) {
        return switch (tag.startsWith(CORE_TAG) ? tag.substring(CORE_TAG.length()) : "") {
            case "str" -> ScalarType.TEXT;
            case "int" -> ScalarType.INTEGER;
            case "float" -> ScalarType.FLOAT;
            case "bool" -> ScalarType.BOOLEAN;
            case "null" -> ScalarType.NULL;
            default -> null;
        };
    }

    private void refuseForeignTag(Event where, Optional<String> tag, String known) throws RefusedException {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(CORE_TAG + known)) {
            throw new RefusedException(
                    line(where), "the tag " + shortened(tag.get()) + " cannot be read here" + quote(tag.get()));
        }
    }

    private static String shortened(String tag) {
        return tag.startsWith(CORE_TAG) ? "!!" + tag.substring(CORE_TAG.length()) : tag;
    }

    private static String quote(String tag) {
        return tag.startsWith("!") ? "; put a word that starts with ! in quotes: '" + tag + "'" : "";
    }

    private static String syntax(MarkedYamlEngineException e) {
        String context = e.getContext();
        return context == null || context.isBlank() ? e.getProblem() : e.getProblem() + " (" + context + ")";
    }

    /** What to do about a line that cannot be read, where one can guess it. */
    private String hint(int line) {
        String[] lines = text.split("\\r\\n|[" + SEPARATORS + "]", line + 1);
        String value =
                lines.length < line ? "" : lines[line - 1].strip().replaceFirst("^(- *)*([\\w.-]+: +)?(\\[ *)?", "");
        if (value.startsWith("{{") || value.startsWith("{%")) {
            return "; is this a template that was not filled in?";
        }
        return !value.isEmpty() && "*&!@`%|>".indexOf(value.charAt(0)) >= 0
                ? "; put a word that starts with " + value.charAt(0) + " in quotes"
                : "";
    }

    private int lineOf(int index) {
        int line = 1;
        for (int i = 0; i < index; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}

package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.pollsters.dynamic.definition.DefinitionFile.Item;
import io.nephoscope.support.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all files of definitions say together. Of a name that is defined twice the first definition counts: by the order of the
 * folders, then of the files' paths, then within the file. What cannot be read leaves in force what the file said before,
 * and so does a definition that is broken. Under its own lock.
 */
public final class DefinitionFolders {

    private final Map<Path, Content> files = new HashMap<>();
    private List<Path> folders = List.of();

    /**
     * What is in force of a file.
     *
     * @param items also those of before that are broken now
     * @param read what was read last
     */
    private record Content(List<Item> items, DefinitionFile read) {}

    /** A definition, and the file that it stands in. */
    public record Placed(Item item, Path file) {

        /** The file and the line. */
        public String place() {
            return file + ":" + item.line();
        }
    }

    /**
     * A definition that does not count.
     *
     * @param by the one that does
     */
    public record Shadowed(Placed definition, Placed by) {}

    /**
     * All that is in force.
     *
     * @param shadowed in the order in which they were found
     */
    public record All(Map<String, Placed> definitions, List<Shadowed> shadowed) {}

    /** What is wrong with a file. */
    public record Finding(Path file, Problem problem, boolean isError) {

        /** As in {@code etc/pollsters.d/a.yaml:7: name.unit: is missing}. */
        public String text() {
            return problem.in(file.toString());
        }

        /** The same where the file was named already. */
        public String place() {
            return "line " + problem.line() + ": " + problem.key() + ": " + problem.message();
        }
    }

    /** Says in which order folders count. */
    public synchronized void order(List<Path> paths) {
        folders = List.copyOf(paths);
    }

    /** Takes what a file says now. */
    public synchronized void put(Path file, DefinitionFile read) {
        Content before = files.get(file);
        files.put(file, new Content(before == null ? read.items() : kept(before.items(), read), read));
    }

    /** The new items, and those of before whose definition is broken now. */
    private static List<Item> kept(List<Item> before, DefinitionFile read) {
        if (!read.isReadable()) {
            return before;
        }
        List<Item> items = new ArrayList<>(read.items());
        before.stream()
                .filter(item -> read.broken().contains(item.definition().name()))
                .filter(item -> items.stream().noneMatch(other -> other.definition()
                        .name()
                        .equals(item.definition().name())))
                .forEach(items::add);
        return items;
    }

    /** Forgets a file. */
    public synchronized void remove(Path file) {
        files.remove(file);
    }

    public synchronized All all() {
        Map<String, Placed> definitions = new LinkedHashMap<>();
        List<Shadowed> shadowed = new ArrayList<>();
        for (Path file : inOrder()) {
            for (Item item :
                    Optional.ofNullable(files.get(file)).map(Content::items).orElse(List.of())) {
                Placed placed = new Placed(item, file);
                Placed first = definitions.putIfAbsent(item.definition().name(), placed);
                if (first != null) {
                    shadowed.add(new Shadowed(placed, first));
                }
            }
        }
        return new All(definitions, shadowed);
    }

    /** What is wrong with the files, in their order. */
    public synchronized List<Finding> findings() {
        return inOrder().stream()
                .flatMap(file -> Optional.ofNullable(files.get(file)).stream()
                        .flatMap(content -> Stream.concat(
                                content.read().errors().stream().map(problem -> new Finding(file, problem, true)),
                                content.read().warnings().stream().map(problem -> new Finding(file, problem, false)))))
                .toList();
    }

    private List<Path> inOrder() {
        return files.keySet().stream()
                .sorted(Comparator.comparing(this::folder).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Integer folder(Path file) {
        int index = folders.indexOf(file.getParent());
        return index < 0 ? folders.size() : index;
    }
}

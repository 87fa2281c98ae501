package io.nephoscope.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects all that is wrong, so that it can be mended at one go. */
final class Problems {

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void error(Node where, String key, String message) {
        errors.add(new Problem(line(where.getStartMark()), key, message));
    }

    void error(Optional<Mark> where, String key, String message) {
        errors.add(new Problem(line(where), key, message));
    }

    void warning(Node where, String key, String message) {
        warnings.add(new Problem(line(where.getStartMark()), key, message));
    }

    /** In the order of the file. */
    List<Problem> errors() {
        return inOrder(errors);
    }

    List<Problem> warnings() {
        return inOrder(warnings);
    }

    private static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}

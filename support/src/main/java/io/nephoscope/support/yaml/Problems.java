package io.nephoscope.support.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all that is wrong, so that it can be mended at one go. For one reading, in one thread. */
public final class Problems {

    /** What is found beyond is only counted: nobody reads a log line of ten thousand mistakes. */
    private static final int SHOWN = 50;

    private final Set<Problem> errors = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private int furtherErrors;
    private int furtherWarnings;

    /** For which the file is refused. */
    public void error(YamlNode where, String key, String message) {
        error(where.line(), key, message);
    }

    /** For which the file is refused. */
    public void error(int line, String key, String message) {
        if (errors.size() < SHOWN) {
            errors.add(new Problem(line, key, message));
        } else {
            furtherErrors++;
        }
    }

    /** For which the file is not refused. */
    public void warning(YamlNode where, String key, String message) {
        if (warnings.size() < SHOWN) {
            warnings.add(new Problem(where.line(), key, message));
        } else {
            furtherWarnings++;
        }
    }

    /** Why the file is refused, in its order; empty if it is not. */
    public List<Problem> errors() {
        return inOrder(errors, furtherErrors);
    }

    /** What is probably not meant, in the order of the file. */
    public List<Problem> warnings() {
        return inOrder(warnings, furtherWarnings);
    }

    private static List<Problem> inOrder(Collection<Problem> problems, int further) {
        List<Problem> ordered = new ArrayList<>(problems);
        ordered.sort(Comparator.comparingInt(Problem::line));
        if (further > 0) {
            Problem last = ordered.get(ordered.size() - 1);
            ordered.add(new Problem(last.line(), "yaml", "and " + further + " more of the kind"));
        }
        return List.copyOf(ordered);
    }
}

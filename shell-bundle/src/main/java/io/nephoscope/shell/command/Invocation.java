package io.nephoscope.shell.command;

import io.nephoscope.shell.text.DtoJson;
import io.nephoscope.shell.text.Table;
import io.nephoscope.support.text.Glob;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Collection;

/**
 * One call of a command.
 *
 * @param arguments what was typed
 * @param out where its answer goes; UTF-8
 * @param width columns of the terminal
 * @param now the time that relative times are told from
 */
public record Invocation(CommandArguments arguments, PrintStream out, int width, Instant now) {

    /** Whether the answer is to be JSON. */
    public boolean json() {
        return arguments.has(Usage.JSON.name());
    }

    /** Whether the command's argument, a glob, asks for a name; without it, all are asked for. */
    public boolean names(String name) {
        return arguments.word().map(glob -> Glob.of(glob).matches(name)).orElse(true);
    }

    /** Answers with one value as JSON. */
    public void printJson(Object value) {
        out.println(DtoJson.of(value));
    }

    /** Answers with rows: as a table, or as a JSON array. */
    public <T> void print(Collection<T> rows, Table<T> table, String whenEmpty) {
        if (json()) {
            printJson(rows);
        } else if (rows.isEmpty()) {
            out.println(whenEmpty);
        } else {
            out.print(table.render(rows, width));
        }
    }
}

package io.nephoscope.benchmarks.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Options for Java under a name that tells what is special about them.
 *
 * @param words the options
 */
record JavaOptions(String name, List<String> words) {

    private static final Pattern IN_LAUNCHER =
            Pattern.compile("^(?:quick|agent)_options=\"([^\"]*)\"", Pattern.MULTILINE);

    /** What the launcher gives to the agent. */
    static JavaOptions shipped(Path launcher) throws IOException {
        Matcher options = IN_LAUNCHER.matcher(Files.readString(launcher));
        List<String> words = options.results()
                .flatMap(found -> Stream.of(found.group(1).trim().split("\\s+")))
                .toList();
        if (words.isEmpty()) {
            throw new IOException(launcher + " names no options for Java");
        }
        return new JavaOptions("as shipped", words);
    }

    /** The same options and some more, which win. */
    JavaOptions and(String newName, String... more) {
        return new JavaOptions(
                newName, Stream.concat(words.stream(), Stream.of(more)).toList());
    }
}

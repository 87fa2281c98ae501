package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.DefinitionTrial;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands have in common that try files of definitions. */
final class DefinitionFiles {

    private static final String NAME = "--name";
    private static final String ENDPOINT = "--endpoint";
    private static final String RESPONSE = "--response";
    private static final String ENTRIES = "--entries";

    static final Option[] OPTIONS = {
        Option.value(NAME, "POLLSTER", "only this definition of the file"),
        Option.value(ENDPOINT, "URL", "ask there instead of where the catalogue says"),
        Option.value(RESPONSE, "FILE", "take this file for the answer instead of asking"),
        Option.value(ENTRIES, "NUMBER", "tell the steps of so many entries (default 3)")
    };

    private static final int LONGEST = 16 << 20;

    private DefinitionFiles() {}

    /** Whether what was typed is a file, and not the name of a pollster. */
    static boolean isFile(String word) {
        return word.contains("/") || word.endsWith(".yaml") || word.endsWith(".yml");
    }

    static void run(Invocation call, DefinitionTrial trial) throws CommandFailure, InterruptedException {
        String file = call.arguments().word().orElseThrow();
        Optional<String> response = Optional.empty();
        if (call.arguments().value(RESPONSE).isPresent()) {
            response = Optional.of(text(call.arguments().value(RESPONSE).get()));
        }
        DefinitionTrial.Request request = new DefinitionTrial.Request(
                file,
                text(file),
                call.arguments().value(NAME),
                call.arguments().value(ENDPOINT),
                response,
                entries(call));
        List<String> lines = new ArrayList<>();
        boolean isWell = trial.run(request, call.json() ? lines::add : call.out()::println);
        if (call.json()) {
            call.printJson(lines);
        }
        if (!isWell) {
            throw new CommandFailure(CommandFailure.FAILED, "");
        }
    }

    private static int entries(Invocation call) throws CommandFailure {
        String text = call.arguments().value(ENTRIES).orElse("3");
        if (!text.matches("[0-9]{1,6}")) {
            throw new CommandFailure(CommandFailure.USAGE, ENTRIES + " takes a whole number, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static String text(String name) throws CommandFailure {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure(
                        CommandFailure.USAGE,
                        Files.exists(file)
                                ? name + " is no file"
                                : "there is no file " + file.toAbsolutePath() + "; give its whole path");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new CommandFailure(CommandFailure.USAGE, name + " has more than " + LONGEST + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(CommandFailure.FAILED, name + " cannot be read: " + e.getMessage());
        }
    }
}

package io.nephoscope.pollsters.dynamic;

import io.nephoscope.pollsters.dynamic.definition.DefinitionFile;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFolders;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks definitions without an agent; what {@code nephoscope validate --pollsters} runs. */
public final class DefinitionCheck {

    private static final int FINE = 0;
    private static final int REFUSED = 1;
    private static final int UNREADABLE = 2;
    private static final int LONGEST = 16 << 20;

    private final PrintStream out;
    private final DefinitionFolders folders = new DefinitionFolders();
    private int status = FINE;

    DefinitionCheck(PrintStream out) {
        this.out = out;
    }

    /** Exits with 0 if all files are fine, 1 if a definition would be refused, 2 if a file cannot be read. */
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println("usage: validate --pollsters FILE|FOLDER…");
            System.exit(UNREADABLE);
        }
        System.exit(new DefinitionCheck(System.out).check(List.of(args)));
    }

    /** @param names files, and folders of files that end in {@code .yaml} */
    int check(List<String> names) {
        Set<Path> order = new LinkedHashSet<>();
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            try {
                Path path = Path.of(name);
                if (Files.isDirectory(path)) {
                    order.add(path);
                    files.addAll(filesOf(path));
                } else {
                    files.add(path);
                }
            } catch (IOException | InvalidPathException e) {
                unreadable(name, String.valueOf(e.getMessage()));
            }
        }
        folders.order(List.copyOf(order));
        files.forEach(this::read);
        tell(files.size());
        return status;
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(".yaml") && !name.startsWith(".");
                    })
                    .sorted()
                    .toList();
        }
    }

    private void read(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            unreadable(file.toString(), "it is no regular file");
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                unreadable(file.toString(), "it has more than " + LONGEST + " bytes");
                return;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            folders.put(file, DefinitionFile.read(text));
        } catch (CharacterCodingException e) {
            unreadable(file.toString(), "it is no UTF-8");
        } catch (IOException e) {
            unreadable(file.toString(), Files.exists(file) ? String.valueOf(e.getMessage()) : "there is no such file");
        }
    }

    private void tell(int files) {
        for (DefinitionFolders.Finding finding : folders.findings()) {
            out.println((finding.isError() ? "" : "warning: ") + finding.text());
            if (finding.isError()) {
                status = Math.max(status, REFUSED);
            }
        }
        DefinitionFolders.All all = folders.all();
        all.shadowed()
                .forEach(each -> out.println("warning: " + each.definition().place() + ": "
                        + each.definition().item().definition().name() + " is shadowed by "
                        + each.by().place()));
        out.println((status == FINE ? "OK: " : "") + "files: " + files + ", definitions in force: "
                + all.definitions().size());
    }

    private void unreadable(String name, String reason) {
        out.println(OneLine.of(name + ": cannot be read: " + reason));
        status = UNREADABLE;
    }
}

package io.nephoscope.tests.pages;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All pages below a folder. */
record Pages(Path root, List<Page> all) {

    private static final Set<String> NO_PAGES_IN = Set.of("target", ".git", "node_modules", "var");

    /** The folder of the repository that the test runs in. */
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Pages below(Path root) throws IOException {
        List<Page> pages = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(root)
                        && NO_PAGES_IN.contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    pages.add(Page.read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Pages(root.normalize(), pages);
    }

    /** The links that lead nowhere, as {@code page: link}. */
    List<String> brokenLinks() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Page page : all) {
            for (String link : page.links()) {
                if (!leads(page, link)) {
                    broken.add(root.relativize(page.file()) + ": " + link);
                }
            }
        }
        return broken;
    }

    private static boolean leads(Page page, String link) throws IOException {
        Path target = page.target(link);
        int anchor = link.indexOf('#');
        return Files.isRegularFile(target)
                && (anchor < 0 || Page.read(target).anchors().contains(link.substring(anchor + 1)));
    }

    /** The pages that no chain of links from a page leads to. */
    Set<String> unreachableFrom(String start) throws IOException {
        Set<Path> reached = new TreeSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(root.resolve(start)));
        while (!open.isEmpty()) {
            Path file = open.remove();
            if (reached.add(file) && Files.isRegularFile(file)) {
                Page page = Page.read(file);
                page.links().stream()
                        .map(page::target)
                        .filter(target -> target.toString().endsWith(".md"))
                        .forEach(open::add);
            }
        }
        Set<String> unreachable = new TreeSet<>();
        all.stream()
                .map(Page::file)
                .filter(file -> !reached.contains(file))
                .forEach(file -> unreachable.add(root.relativize(file).toString()));
        return unreachable;
    }
}

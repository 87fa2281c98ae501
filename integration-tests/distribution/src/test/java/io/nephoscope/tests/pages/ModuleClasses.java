package io.nephoscope.tests.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The classes of all shipped modules as they were compiled, without a framework. */
final class ModuleClasses implements AutoCloseable {

    /** No part of the distribution: a parallel build may be compiling them while this reads. */
    private static final Set<String> NOT_SHIPPED = Set.of("benchmarks");

    private final List<Path> folders;
    private final URLClassLoader loader;

    private ModuleClasses(List<Path> folders, URLClassLoader loader) {
        this.folders = folders;
        this.loader = loader;
    }

    /** Those of the modules whose folders lie in the root. */
    static ModuleClasses below(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            List<Path> folders = modules.filter(
                            module -> !NOT_SHIPPED.contains(module.getFileName().toString()))
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
            List<URL> urls = new ArrayList<>();
            for (Path folder : folders) {
                urls.add(folder.toUri().toURL());
            }
            return new ModuleClasses(
                    folders, new URLClassLoader(urls.toArray(URL[]::new), ModuleClasses.class.getClassLoader()));
        }
    }

    /** The classes that mention another one, whose name has slashes. Others are not even loaded. */
    List<Class<?>> mentioning(String name) throws IOException, ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    if (Files.readString(file, ISO_8859_1).contains(name)) {
                        classes.add(named(folder.relativize(file)
                                .toString()
                                .replace(".class", "")
                                .replace('/', '.')));
                    }
                }
            }
        }
        return classes;
    }

    Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}

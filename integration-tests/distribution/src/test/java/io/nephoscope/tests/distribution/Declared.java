package io.nephoscope.tests.distribution;

import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.Traffic;
import io.nephoscope.testkit.openstack.simulated.SavedAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The collected definitions of pollsters, and a cloud that answers them. */
final class Declared {

    static final Path FOLDER = Agent.ROOT.resolve("integration-tests/distribution/src/test/resources/dynamic");

    private static final Path ANSWERS = FOLDER.resolve("answers");

    private Declared() {}

    /** A cloud that has the saved answers. */
    static FakeCloud cloud() throws IOException {
        return SavedAnswers.serve(FakeCloud.start(0, Traffic.NOT_COUNTED), ANSWERS);
    }

    /** Writes definitions of one folder where an agent looks for them, for one cloud. */
    static void write(String definitions, FakeCloud cloud, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(FOLDER.resolve(definitions))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        target.resolve(file.getFileName()),
                        SavedAnswers.withAddress(Files.readString(file), cloud)
                                .replace("{answers}", ANSWERS.toString()));
            }
        }
    }

    /** The connector's configuration for a cloud. */
    static List<String> credentials(FakeCloud cloud) {
        return List.of(
                "auth.url=" + cloud.authUrl(),
                "username=ceilometer",
                "password=secret",
                "project.name=service",
                "default.domain.id=default",
                "region.name=RegionOne");
    }
}

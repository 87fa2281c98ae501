package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    @Test
    void logsWithoutItsFileAsTheShippedFileSays() throws IOException {
        String shipped = Files.readString(Path.of("../distribution/src/main/etc/logback.xml"));
        try (InputStream builtIn = Logging.class.getResourceAsStream("logback-agent.xml")) {
            String text = new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(withoutComments(text)).isEqualTo(withoutComments(shipped));
        }
    }

    @Test
    void endsTheProcessOnceWhenALibrarySwallowsTheErrorAndLogsIt() {
        List<Integer> statuses = new ArrayList<>();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logging.watch(new ProcessEnd(new PluginCode(List::of), statuses::add));
        try {
            LoggerFactory.getLogger("a.library")
                    .info("a listener failed", new RuntimeException(new OutOfMemoryError()));
            LoggerFactory.getLogger("a.library").debug("{} failed", "it", new OutOfMemoryError());
        } finally {
            context.resetTurboFilterList();
        }

        assertThat(statuses).containsExactly(3);
    }

    private static String withoutComments(String xml) {
        return xml.replaceAll("<!-- (Logging|In force)[^>]*-->", "").replaceAll("\\s+", " ");
    }
}

package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void prepare() {
        file = folder.resolve("nephoscope.pid");
    }

    @Test
    void holdsTheProcessIdWhileItIsOpen() throws Exception {
        ProcessFile processFile = ProcessFile.write(file);

        assertThat(file).hasContent(String.valueOf(ProcessHandle.current().pid()));

        processFile.close();

        assertThat(file).doesNotExist();
    }

    @Test
    void belongsToOneAgent() throws Exception {
        ProcessFile first = ProcessFile.write(file);

        assertThatThrownBy(() -> ProcessFile.write(file))
                .isInstanceOf(AlreadyRunningException.class)
                .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()))
                .hasMessageContaining("NEPHOSCOPE_VAR");
        assertThat(file).hasContent(String.valueOf(ProcessHandle.current().pid()));

        first.close();
    }

    @Test
    void replacesTheFileOfAnAgentThatDied() throws Exception {
        Files.writeString(file, "1234567890\n");

        ProcessFile processFile = ProcessFile.write(file);

        assertThat(file).hasContent(String.valueOf(ProcessHandle.current().pid()));
        assertThat(processFile.leftBy()).contains("1234567890");
        processFile.close();
    }
}

package io.nephoscope.deploy;

import io.nephoscope.api.runtime.dto.PluginDTO;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of the deploy folder.
 *
 * @param file the file
 * @param jar its content; empty if it never held a plugin
 * @param status what became of it
 */
record Plugin(Path file, Optional<PluginJar> jar, PluginStatus status) {

    String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** Symbolic name and version. */
    String identity() {
        return jar.map(PluginJar::identity).orElse("no bundle");
    }

    PluginDTO toDto() {
        PluginDTO dto = new PluginDTO();
        dto.file = fileName();
        dto.state = status.state();
        dto.reason = status.reason();
        jar.ifPresent(content -> {
            dto.bundle = content.bundle();
            dto.version = content.version().toString();
            dto.pollsters = content.pollsters();
        });
        return dto;
    }
}

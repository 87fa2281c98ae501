package io.nephoscope.api.runtime;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Runs definitions of pollsters once, for whoever writes them, and tells all that happens. Nothing is published. */
@ProviderType
public interface DefinitionTrial {

    /**
     * What to try.
     *
     * @param file by which name the text is told
     * @param text of the file: a list of definitions
     * @param pollster which of them; empty for all
     * @param endpoint the address to ask instead of the catalogue's; empty for the catalogue's
     * @param response the text to take for the answer instead of asking anybody; empty to ask
     * @param entries of how many entries each step is told
     */
    record Request(
            String file,
            String text,
            Optional<String> pollster,
            Optional<String> endpoint,
            Optional<String> response,
            int entries) {

        public Request {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(pollster, "pollster");
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(response, "response");
        }
    }

    /**
     * Tries definitions, one after the other.
     *
     * @param out is told each line, by the calling thread
     * @return whether all are sound and gave at least one sample each
     * @throws InterruptedException if interrupted while waiting for an answer
     */
    boolean run(Request request, Consumer<String> out) throws InterruptedException;
}

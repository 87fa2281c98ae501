package io.nephoscope.core.registry;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.core.plugin.Access;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.Use;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one builder contributes, as of its last answer. */
final class BuilderPollsters {

    private static final Logger LOG = LoggerFactory.getLogger(BuilderPollsters.class);

    private final Access<PollsterBuilder> builder;
    private final Origin origin;
    private volatile List<PollsterDefinition> definitions = List.of();

    BuilderPollsters(Access<PollsterBuilder> builder, Origin origin) {
        this.builder = builder;
        this.origin = origin;
        builder.keep(true);
    }

    /** Asks the builder; what it offered before stays when it fails. */
    void refresh() {
        try (Use<PollsterBuilder> use = builder.open()) {
            definitions = Guard.call(() -> List.copyOf(use.plugin().pollsters()));
        } catch (PluginGoneException e) {
            forget();
        } catch (PluginException e) {
            LOG.warn("The pollster builder of bundle {} failed: {}", origin.bundle(), e.getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void forget() {
        definitions = List.of();
    }

    Stream<PollsterPlugin> plugins() {
        return definitions.stream()
                .map(definition -> new PollsterPlugin(
                        definition.name(),
                        definition.namespaces(),
                        definition.discovery(),
                        origin,
                        new Defined(builder, definition.pollster().orElseThrow())));
    }

    /** A pollster that is there while its builder is. */
    private record Defined(Access<PollsterBuilder> builder, Pollster pollster) implements Access<Pollster> {

        @Override
        public Use<Pollster> open() throws PluginException, InterruptedException {
            Use<PollsterBuilder> use = builder.open();
            return new Use<>() {
                @Override
                public Pollster plugin() {
                    return pollster;
                }

                @Override
                public void abandon() {
                    use.abandon();
                }

                @Override
                public void close() {
                    use.close();
                }
            };
        }

        /** The builder is kept as long as it is there. */
        @Override
        public void keep(boolean wanted) {}

        @Override
        public boolean isGone() {
            return builder.isGone();
        }

        @Override
        public Optional<String> failure() {
            return builder.failure();
        }
    }
}

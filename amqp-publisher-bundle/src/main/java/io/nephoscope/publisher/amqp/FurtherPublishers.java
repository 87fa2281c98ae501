package io.nephoscope.publisher.amqp;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import io.nephoscope.publisher.amqp.transport.RabbitSession;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A publisher more for each further configuration file: other brokers, other virtual hosts. It is offered while the
 * file is there, and made when the agent first uses it.
 *
 * <p>ConfigAdmin calls it from one thread. Where two files ask for one name, the first has it until it goes.
 */
@Component(
        service = {ManagedServiceFactory.class, HealthReporter.class},
        configurationPid = AmqpInstance.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = Constants.SERVICE_PID + "=" + AmqpInstance.PID)
public final class FurtherPublishers implements ManagedServiceFactory, HealthReporter {

    private static final Logger LOG = LoggerFactory.getLogger(FurtherPublishers.class);
    private static final String NAME = PublisherService.PREFIX_ + "name";

    private final Registry registry;
    private final SecretFiles.Registry files;
    private final BrokerConnector connector;

    /** By the PID of their configuration; written by ConfigAdmin's thread, or when that is gone. */
    private final Map<String, Offer> offers = new ConcurrentSkipListMap<>();

    /** Where publishers are registered as services; the framework's, but for tests. */
    @FunctionalInterface
    interface Registry {
        ServiceRegistration<?> register(ServiceFactory<Publisher> maker, Dictionary<String, ?> properties);
    }

    /** One further publisher; where another has its name, it is not registered. */
    private static final class Offer {

        private final AmqpConfiguration configuration;
        private volatile @Nullable ServiceRegistration<?> registration;

        Offer(AmqpConfiguration configuration) {
            this.configuration = configuration;
        }

        AmqpInstance instance() {
            return configuration.instance();
        }

        boolean isRegistered() {
            return registration != null;
        }
    }

    @Activate
    public FurtherPublishers(BundleContext context) {
        this(
                (maker, properties) -> context.registerService(Publisher.class, maker, properties),
                SecretFiles.in(context),
                RabbitSession::new);
    }

    FurtherPublishers(Registry registry, SecretFiles.Registry files, BrokerConnector connector) {
        this.registry = registry;
        this.files = files;
        this.connector = connector;
    }

    @Override
    public String getName() {
        return "Further AMQP publishers";
    }

    @Override
    public void updated(String pid, Dictionary<String, ?> properties) {
        Map<String, ?> copy = AmqpConfiguration.copy(properties);
        AmqpInstance instance = AmqpInstance.of(pid, copy);
        Offer present = offers.get(pid);
        if (present != null && !present.instance().equals(instance)) {
            deleted(pid);
            present = null;
        }
        Offer offer = present == null ? new Offer(new AmqpConfiguration(instance, files)) : present;
        offer.configuration.take(copy);
        offers.put(pid, offer);
        registerIfFree(offer);
    }

    private void registerIfFree(Offer offer) {
        String name = offer.instance().name();
        if (offer.isRegistered() || holderOf(name) != null) {
            return;
        }
        offer.registration =
                registry.register(new Maker(offer.configuration), FrameworkUtil.asDictionary(Map.of(NAME, name)));
        LOG.info(
                "{}: {} offers a publisher of this name; it gets samples while publishers in"
                        + " etc/io.nephoscope.core.cfg names it.",
                name,
                offer.instance().where());
    }

    private @Nullable Offer holderOf(String name) {
        return offers.values().stream()
                .filter(offer -> offer.isRegistered() && offer.instance().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void deleted(String pid) {
        Offer offer = offers.remove(pid);
        if (offer != null) {
            end(offer);
            offers.values().forEach(this::registerIfFree);
        }
    }

    @Deactivate
    void stop() {
        offers.values().forEach(FurtherPublishers::end);
        offers.clear();
    }

    /** The framework has whoever uses the publisher give it back, which ends it. */
    private static void end(Offer offer) {
        ServiceRegistration<?> registration = offer.registration;
        offer.registration = null;
        if (registration != null) {
            registration.unregister();
            LOG.info(
                    "{}: {} is gone, and its publisher with it.",
                    offer.instance().name(),
                    offer.instance().where());
        }
        offer.configuration.stop();
    }

    @Override
    public Collection<HealthReport> health() {
        return offers.values().stream()
                .flatMap(offer ->
                        offer.isRegistered() ? offer.configuration.health().stream() : Stream.of(shadowed(offer)))
                .toList();
    }

    private HealthReport shadowed(Offer offer) {
        Offer holder = holderOf(offer.instance().name());
        return HealthReport.failed(
                offer.instance().name(),
                offer.instance().where() + " is not in force: "
                        + (holder == null ? "another file" : holder.instance().where())
                        + " has made a publisher of this name",
                "Remove or rename one of the two");
    }

    /** Makes the publisher when the agent asks for it, and ends it when that gives it back. */
    private final class Maker implements ServiceFactory<Publisher> {

        private final AmqpConfiguration configuration;

        Maker(AmqpConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public Publisher getService(Bundle user, ServiceRegistration<Publisher> registration) {
            return new AmqpPublisher(configuration, connector);
        }

        @Override
        public void ungetService(Bundle user, ServiceRegistration<Publisher> registration, Publisher publisher) {
            if (publisher instanceof AmqpPublisher amqp) {
                amqp.deactivate();
            }
        }
    }
}

package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.ToozGroups;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** ZooKeeper, by the schemes that tooz has for it. Thread-safe. */
@Component(
        service = {CoordinationEngine.class, ToozGroups.class},
        property = {CoordinationEngine.SCHEME + "=zookeeper", CoordinationEngine.SCHEME + "=kazoo"})
public final class ZookeeperEngine implements CoordinationEngine, ToozGroups {

    private static final long PATIENCE_SECONDS = 2;

    private final Set<ZookeeperCoordination> open = ConcurrentHashMap.newKeySet();
    private final Set<ZnodeGroups> groups = ConcurrentHashMap.newKeySet();

    @Override
    public Coordination open(CoordinationTarget target, CoordinationListener listener) {
        ZookeeperSettings settings = ZookeeperSettings.of(target);
        ZookeeperTls tls = settings.tls().map(ZookeeperTls::of).orElse(null);
        ZookeeperCoordination coordination = new ZookeeperCoordination(settings, listener, tls);
        open.removeIf(earlier -> earlier.closed().isDone());
        open.add(coordination);
        coordination.start();
        return coordination;
    }

    @Override
    public Membership open(CoordinationTarget target, Listener listener) {
        ZookeeperSettings settings = ZookeeperSettings.of(target);
        ZookeeperTls tls = settings.tls().map(ZookeeperTls::of).orElse(null);
        ZnodeGroups opened = new ZnodeGroups(settings, listener, tls);
        groups.removeIf(earlier -> earlier.closed().isDone());
        groups.add(opened);
        opened.start();
        return opened;
    }

    /** Whoever has left may need a moment to say so to the engine. */
    @Deactivate
    void stop() {
        List<ZookeeperCoordination> left = List.copyOf(open);
        left.forEach(Coordination::abandon);
        List<ZnodeGroups> leftGroups = List.copyOf(groups);
        leftGroups.forEach(ZnodeGroups::leave);
        CompletableFuture.allOf(Stream.concat(
                                left.stream().map(ZookeeperCoordination::closed),
                                leftGroups.stream().map(ZnodeGroups::closed))
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

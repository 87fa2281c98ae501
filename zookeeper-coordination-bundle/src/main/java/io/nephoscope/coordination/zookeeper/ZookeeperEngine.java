package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationTarget;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** ZooKeeper, by the schemes that tooz has for it. Thread-safe. */
@Component(property = {CoordinationEngine.SCHEME + "=zookeeper", CoordinationEngine.SCHEME + "=kazoo"})
public final class ZookeeperEngine implements CoordinationEngine {

    private static final long PATIENCE_SECONDS = 2;

    private final Set<ZookeeperCoordination> open = ConcurrentHashMap.newKeySet();

    @Override
    public Coordination open(CoordinationTarget target, CoordinationListener listener) {
        ZookeeperSettings settings = ZookeeperSettings.of(target);
        ZookeeperTls tls = settings.tls().map(ZookeeperTls::of).orElse(null);
        ZookeeperCoordination coordination = new ZookeeperCoordination(settings, listener, tls);
        open.add(coordination);
        coordination.closed().thenRun(() -> open.remove(coordination));
        coordination.start();
        return coordination;
    }

    /** Whoever has left may need a moment to say so to the engine. */
    @Deactivate
    void stop() {
        List<ZookeeperCoordination> left = List.copyOf(open);
        left.forEach(Coordination::abandon);
        CompletableFuture.allOf(left.stream().map(ZookeeperCoordination::closed).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

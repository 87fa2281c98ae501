package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationTarget;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Coordination through etcd v3, by URLs as tooz has them. */
@Component(
        service = CoordinationEngine.class,
        property = {
            CoordinationEngine.SCHEME + "=etcd3",
            CoordinationEngine.SCHEME + "=etcd3+http",
            CoordinationEngine.SCHEME + "=etcd3+https"
        })
public final class EtcdCoordinationEngine implements CoordinationEngine {

    private static final Duration END = Duration.ofSeconds(2);

    private final Set<EtcdCoordination> open = ConcurrentHashMap.newKeySet();

    /** Called by Declarative Services. */
    public EtcdCoordinationEngine() {}

    @Override
    public Coordination open(CoordinationTarget target, CoordinationListener listener) {
        EtcdCoordination coordination = new EtcdCoordination(EtcdSettings.of(target), listener, open::remove);
        open.add(coordination);
        coordination.start();
        return coordination;
    }

    /** Leaves members to their sessions, and waits for the threads. */
    @Deactivate
    void close() {
        try {
            for (EtcdCoordination coordination : open) {
                coordination.close(END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.nephoscope.connector.openstack.names;

import io.nephoscope.api.identity.IdentityNames;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudService;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks Keystone for names, for as long as there is a cloud. Thread-safe. */
@Component
public final class KeystoneNames implements IdentityNames {

    private final NamesOfKind users;
    private final NamesOfKind projects;

    @Activate
    public KeystoneNames(@Reference Cloud cloud) {
        this(cloud, System::nanoTime);
    }

    KeystoneNames(Cloud cloud, LongSupplier nanoTime) {
        CloudService keystone = cloud.service("identity");
        users = new NamesOfKind("user", keystone, nanoTime);
        projects = new NamesOfKind("project", keystone, nanoTime);
    }

    @Override
    public Map<String, String> users(Set<String> ids, Duration remaining) throws InterruptedException {
        return users.of(ids, remaining);
    }

    @Override
    public Map<String, String> projects(Set<String> ids, Duration remaining) throws InterruptedException {
        return projects.of(ids, remaining);
    }
}

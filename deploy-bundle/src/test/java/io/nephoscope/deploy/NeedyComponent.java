package io.nephoscope.deploy;

import org.osgi.service.cm.ConfigurationAdmin;

/** Has a method that names a class of another bundle. */
public final class NeedyComponent {

    void activate() {}

    void use(ConfigurationAdmin configurations) {}
}

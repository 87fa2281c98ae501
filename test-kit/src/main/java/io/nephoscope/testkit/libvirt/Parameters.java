package io.nephoscope.testkit.libvirt;

import org.osgi.annotation.versioning.ProviderType;

/** Takes a guest's parameters, in the order in which they are to be sent. */
@ProviderType
public interface Parameters {

    /** Takes a number; of a double, the bits. */
    void number(ParameterName name, long value);

    /** Takes a text. */
    void text(ParameterName name, String value);
}

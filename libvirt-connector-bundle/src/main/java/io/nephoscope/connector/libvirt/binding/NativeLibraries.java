package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.NativeLibrary;
import io.nephoscope.connector.libvirt.session.LibraryMissingException;
import java.util.List;

/**
 * Whether libvirt's libraries are installed. To be asked before anything of org.libvirt is touched: a
 * class that failed to find its library stays broken for good.
 */
final class NativeLibraries {

    static final String LIBVIRT = "virt";

    private static final List<String> ALL = List.of(LIBVIRT, "virt-qemu");

    private NativeLibraries() {}

    static void require() throws LibraryMissingException {
        require(ALL);
    }

    static void require(List<String> names) throws LibraryMissingException {
        for (String name : names) {
            try {
                NativeLibrary.getInstance(name);
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                throw missing(name, e);
            }
        }
    }

    private static LibraryMissingException missing(String name, LinkageError cause) {
        LibraryMissingException missing = new LibraryMissingException("lib%s.so.0 cannot be loaded".formatted(name));
        missing.initCause(cause);
        return missing;
    }
}

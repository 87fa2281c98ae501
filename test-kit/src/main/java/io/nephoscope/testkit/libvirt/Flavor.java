package io.nephoscope.testkit.libvirt;

import java.util.List;

/** What a simulated guest was ordered as. */
record Flavor(String name, int memoryMib, int diskGib, int ephemeralGib, int swapMib) {

    private static final List<Flavor> FLAVORS = List.of(
            new Flavor("m1.tiny", 512, 1, 0, 0),
            new Flavor("m1.small", 2048, 20, 0, 0),
            new Flavor("m1.medium", 4096, 40, 5, 1024));

    static Flavor of(int index) {
        return FLAVORS.get(index % FLAVORS.size());
    }
}

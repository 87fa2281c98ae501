package io.nephoscope.coordination;

/** How resources are shared out. */
enum Partitioning {

    /** By hash slots and one assignment, among agents of this kind. */
    SLOTS,

    /** By the ring of tooz, among Ceilometer's agents, too. */
    TOOZ
}

package io.nephoscope.discovery;

/**
 * What makes an instance beside its domain's description: its state as libvirt has it, or all that Nova lists of it. Two
 * that are equal make the same instance of the same description.
 */
sealed interface Situation permits VolatileState, NovaServer {}

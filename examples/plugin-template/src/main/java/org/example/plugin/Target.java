package org.example.plugin;

/**
 * What the discovery knows of a resource, for the pollsters. Change: an address, a name, whatever they need.
 *
 * @param name tells targets apart; stays the same as long as the target exists
 */
record Target(String name) {}

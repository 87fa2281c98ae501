package io.nephoscope.tests.distribution;

import io.nephoscope.tests.distribution.Command.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real servers, which the scripts of the testbed start. */
final class Testbed {

    /** The id of the project that Ceilometer's user signs in to. */
    static final String PROJECT = "000000a0000000000000000000000002";

    private Testbed() {}

    /** Runs one of its scripts, and returns what it printed. */
    static String call(String script, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Agent.ROOT.resolve("testbed/" + script).toString()));
        command.addAll(List.of(words));
        Answer answer = Command.run(Map.of(), command);
        return answer.text();
    }

    static void startBroker() throws IOException, InterruptedException {
        call("rabbitmq", "start");
    }

    /** Starts libvirtd and one guest of each kind; returns when all are in their states. */
    static void startGuests() throws IOException, InterruptedException {
        call("libvirt", "start");
        call("guests", "kinds", "--wait");
    }

    /** An agent that reads these guests and sends its samples to the broker. */
    static Agent agent(Path folder, String host) throws IOException, InterruptedException {
        return Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=amqp")
                .configure("io.nephoscope.connector.libvirt", "uri=" + libvirtUri())
                .configure("io.nephoscope.discovery.local_instances", "host=" + host)
                .configure("io.nephoscope.publisher.amqp", "transport.url=" + brokerUrl());
    }

    /** Starts the cloud, or those of its services that are named; returns when they answer. */
    static void startCloud(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("start"));
        all.addAll(List.of(words));
        call("openstack", all.toArray(String[]::new));
    }

    /** Where a service of the cloud is. */
    static int cloudPort(String service) throws IOException, InterruptedException {
        return Integer.parseInt(call("openstack", "port", service));
    }

    /** The credentials of Ceilometer's user, as lines of the connector's configuration. */
    static List<String> credentials() throws IOException, InterruptedException {
        return call("openstack", "credentials")
                .lines()
                .map(line -> {
                    int equals = line.indexOf(" = ");
                    return line.substring(0, equals).replace('_', '.') + line.substring(equals);
                })
                .toList();
    }

    /** Starts ten devices that answer by SNMP, and returns where: the first is 127.1.0.1. */
    static int startDevices() throws IOException, InterruptedException {
        call("snmp", "start");
        return Integer.parseInt(call("snmp", "port"));
    }

    static String brokerUrl() throws IOException, InterruptedException {
        return call("rabbitmq", "url");
    }

    /** The read-only socket of libvirtd. */
    static String libvirtUri() throws IOException, InterruptedException {
        return call("libvirt", "uri", "ro");
    }

    static Path state() throws IOException, InterruptedException {
        return Path.of(call("libvirt", "state"));
    }
}

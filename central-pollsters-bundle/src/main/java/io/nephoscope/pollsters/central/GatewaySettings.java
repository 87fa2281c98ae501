package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.support.http.HttpSignature;

/**
 * Which Ceph gateway to ask, and as whom.
 *
 * @param type in the catalogue; counts where there is no name
 * @param name in the catalogue; empty for none
 * @param implicitTenants whether each project is a tenant of the gateway's
 */
record GatewaySettings(String type, String name, HttpSignature signature, boolean implicitTenants) {

    /** The admin interface stands at the gateway's host, beside what the catalogue knows. */
    CloudService service(Cloud cloud) {
        CloudService listed = name.isEmpty() ? cloud.service(type) : cloud.serviceNamed(name);
        return listed.atHost().signedBy(signature::headers).header("Accept", "application/json");
    }

    /** The gateway's user that stands for a project. */
    String user(String project) {
        return implicitTenants ? project + "$" + project : project;
    }
}

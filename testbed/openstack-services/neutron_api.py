"""Neutron with routers and VPNs, with the networks of the inventory."""

import itertools

from neutron.db.migration.models import head
from neutron.server import api_eventlet
from neutron.server import boot_server
from neutron_vpnaas.db.models import head as vpn_head  # noqa: F401, which adds its tables to the others

import inventory
from database import Database

STANDARD = itertools.count(1)
PORTS = itertools.count(1)


def standard(database, kind, description=""):
    """The row that resources have in common."""
    return database.add("standardattributes", id=next(STANDARD), resource_type=kind, description=description,
                        revision_number=1)


def add_network(database, network, outside):
    owner = network.owner.id
    database.add("networks", id=network.id, project_id=owner, name=network.name, status="ACTIVE", admin_state_up=True,
                 mtu=1500, standard_attr_id=standard(database, "networks"))
    database.add("networksegments", id=inventory.uuid(0x63, network.number), network_id=network.id, network_type="local",
                 is_dynamic=False, segment_index=0, standard_attr_id=standard(database, "networksegments"))
    database.add("subnets", id=network.subnet, project_id=owner, in_use=True, name=f"{network.name}-subnet",
                 network_id=network.id, ip_version=4, cidr=f"{network.prefix}.0/24", gateway_ip=f"{network.prefix}.1",
                 enable_dhcp=False, standard_attr_id=standard(database, "subnets"))
    ipam = inventory.uuid(0x64, network.number)
    database.add("ipamsubnets", id=ipam, neutron_subnet_id=network.subnet)
    # What the inventory holds has addresses above these.
    pool = {"first_ip": f"{network.prefix}.2", "last_ip": f"{network.prefix}.99"}
    database.add("ipallocationpools", id=inventory.uuid(0x65, network.number), subnet_id=network.subnet, **pool)
    database.add("ipamallocationpools", id=inventory.uuid(0x66, network.number), ipam_subnet_id=ipam, **pool)
    if outside:
        database.add("externalnetworks", network_id=network.id, is_default=False)
        database.add("networkrbacs", id=inventory.uuid(0x67, network.number), project_id=owner, target_project="*",
                     action="access_as_external", object_id=network.id)


def add_port(database, network, address, **columns):
    number = next(PORTS)
    port = inventory.uuid(0x6F, number)
    database.add("ports", id=port, network_id=network.id, mac_address=f"fa:16:3e:00:00:{number:02x}", admin_state_up=True,
                 status="DOWN", standard_attr_id=standard(database, "ports"), **columns)
    database.add("ml2_port_bindings", port_id=port, host="", vif_type="unbound", vnic_type="normal", status="ACTIVE")
    database.add("ipallocations", port_id=port, ip_address=address, subnet_id=network.subnet, network_id=network.id)
    database.add("ipamallocations", ip_address=address, status="ALLOCATED",
                 ipam_subnet_id=inventory.uuid(0x64, network.number))
    return port


def add_router(database, network):
    router = {"device_id": network.router}
    gateway = add_port(database, inventory.OUTSIDE, f"{inventory.OUTSIDE.prefix}.{100 + network.number}", **router,
                       device_owner="network:router_gateway")
    inside = add_port(database, network, f"{network.prefix}.1", **router, project_id=network.owner.id,
                      device_owner="network:router_interface")
    database.add("routers", id=network.router, project_id=network.owner.id, name=f"{network.owner.name}-router",
                 status="ACTIVE", admin_state_up=True, gw_port_id=gateway, enable_snat=True,
                 standard_attr_id=standard(database, "routers"))
    database.add("router_extra_attributes", router_id=network.router, distributed=False, service_router=False, ha=False)
    for port, kind in ((gateway, "network:router_gateway"), (inside, "network:router_interface")):
        database.add("routerports", router_id=network.router, port_id=port, port_type=kind)


def add_floating_ip(database, ip):
    network, owner = ip.inside, ip.inside.owner.id
    address = f"{inventory.OUTSIDE.prefix}.{200 + ip.number}"
    outside = add_port(database, inventory.OUTSIDE, address, device_id=ip.id, device_owner="network:floatingip")
    attached = {}
    if ip.attached:
        fixed = f"{network.prefix}.{200 + ip.number}"
        port = add_port(database, network, fixed, project_id=owner, device_id="", device_owner="")
        attached = {"fixed_port_id": port, "fixed_ip_address": fixed, "router_id": network.router}
    database.add("floatingips", id=ip.id, project_id=owner, floating_ip_address=address, floating_port_id=outside,
                 floating_network_id=inventory.OUTSIDE.id, status=ip.status,
                 standard_attr_id=standard(database, "floatingips"), **attached)


def add_vpn(database, service):
    network = service.inside
    database.add("vpnservices", id=service.id, project_id=network.owner.id, name=f"vpn-{service.number}",
                 description=f"of {network.owner.name}", status=service.status, admin_state_up=service.enabled,
                 subnet_id=network.subnet, router_id=network.router,
                 external_v4_ip=f"{inventory.OUTSIDE.prefix}.{100 + network.number}")


def add_connection(database, service):
    owner = service.inside.owner.id
    ike, ipsec = inventory.uuid(0x91, 1), inventory.uuid(0x92, 1)
    policy = {"project_id": owner, "auth_algorithm": "sha1", "encryption_algorithm": "aes-128", "pfs": "group5",
              "lifetime_units": "seconds", "lifetime_value": 3600}
    database.add("ikepolicies", id=ike, name="ike", phase1_negotiation_mode="main", ike_version="v1", **policy)
    database.add("ipsecpolicies", id=ipsec, name="ipsec", transform_protocol="esp", encapsulation_mode="tunnel", **policy)
    database.add("ipsec_site_connections", id=inventory.IPSEC_CONNECTION, project_id=owner, name="to-head-office",
                 description="to the head office", peer_address="198.51.100.7", peer_id="198.51.100.7", route_mode="static",
                 mtu=1400, initiator="bi-directional", auth_mode="psk", psk=inventory.PRE_SHARED_KEY, dpd_action="hold",
                 dpd_interval=30, dpd_timeout=120, status="ACTIVE", admin_state_up=True, vpnservice_id=service.id,
                 ikepolicy_id=ike, ipsecpolicy_id=ipsec)
    database.add("ipsecpeercidrs", cidr="10.9.0.0/24", ipsec_site_connection_id=inventory.IPSEC_CONNECTION)


with Database("neutron", head.get_metadata()) as made:
    for each in (inventory.OUTSIDE, *inventory.INSIDE):
        add_network(made, each, outside=each is inventory.OUTSIDE)
    for each in inventory.INSIDE:
        add_router(made, each)
    for each in inventory.FLOATING_IPS:
        add_floating_ip(made, each)
    for each in inventory.VPN_SERVICES:
        add_vpn(made, each)
    add_connection(made, inventory.VPN_SERVICES[0])
application = boot_server(api_eventlet.eventlet_api_server)

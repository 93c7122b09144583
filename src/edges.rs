//! All edges, one a file of the folder beside this one. Written by the test `lists_are_the_folders`; do not edit.
#![allow(missing_docs, reason = "each file says in its first line what it holds")]

pub mod akamai;
pub mod apache;
pub mod aws_api_gateway;
pub mod aws_waf;
pub mod azure_app_gateway;
pub mod azure_front_door;
pub mod cisco_umbrella;
pub mod cloudflare;
pub mod cloudfront;
pub mod datadome;
pub mod f5;
pub mod fastly;
pub mod fortinet;
pub mod google_cloud_armor;
pub mod imperva;
pub mod imunify360;
pub mod modsecurity;
pub mod nginx;
pub mod palo_alto;
pub mod perimeterx;
pub mod squid;
pub mod sucuri;
pub mod vercel;
pub mod wordfence;
pub mod zscaler;

/// All edges.
pub static ALL: &[&crate::edge::Edge] = &[
    &akamai::EDGE,
    &apache::EDGE,
    &aws_api_gateway::EDGE,
    &aws_waf::EDGE,
    &azure_app_gateway::EDGE,
    &azure_front_door::EDGE,
    &cisco_umbrella::EDGE,
    &cloudflare::EDGE,
    &cloudfront::EDGE,
    &datadome::EDGE,
    &f5::EDGE,
    &fastly::EDGE,
    &fortinet::EDGE,
    &google_cloud_armor::EDGE,
    &imperva::EDGE,
    &imunify360::EDGE,
    &modsecurity::EDGE,
    &nginx::EDGE,
    &palo_alto::EDGE,
    &perimeterx::EDGE,
    &squid::EDGE,
    &sucuri::EDGE,
    &vercel::EDGE,
    &wordfence::EDGE,
    &zscaler::EDGE,
];

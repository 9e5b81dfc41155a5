// Styles, scripts and pictures: under names that change with their bytes, so they may be kept for ever.
#include "ui/assets.h"
#include "front/screens.h"

namespace nwd::front {

namespace {

bool takes_gzip(const http::Request& request) {
  return request.header("accept-encoding").find("gzip") != std::string_view::npos;
}

http::Response asset_response(const ui::Asset& asset, const http::Request& request) {
  http::Response response;
  const bool zipped = !asset.gzip.empty() && takes_gzip(request);
  response.fixed_body = zipped ? asset.gzip : asset.bytes;
  response.with("Content-Type", std::string(asset.media_type));
  response.with("Vary", "Accept-Encoding");
  if (zipped) response.with("Content-Encoding", "gzip");
  return response;
}

}  // namespace

Result<void> add_assets(access::Site& site) {
  for (const auto& asset : ui::assets()) {
    http::Route route;
    route.pattern = std::string(asset.path);
    route.kind = http::Kind::asset;
    route.summary = "A style, script or picture";
    NWD_CHECK(site.add(std::move(route), access::Rule::anyone(),
                       [&asset](const http::Request& request, const access::Context&) -> Result<http::Response> {
                         return asset_response(asset, request);
                       }));
  }
  return {};
}

}  // namespace nwd::front

// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/replay.h"

#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/cli/exit_code.h"
#include "inversim/loop/attach.h"
#include "inversim/loop/replay.h"

namespace inversim {
namespace {

int replay(const ReplayRequest& request) {
  const ExchangeLog log = read_exchanges(request.log);
  const std::unique_ptr<ControllerPort> controller =
      open_controller(request.controller, "", request.link.options());
  const auto compares = [&request](const char* part) {
    return request.only.empty() || std::ranges::count(request.only, part) > 0;
  };
  const AnswerParts parts{compares("brake"), compares("motor"), request.only.empty()};
  const ControllerReplay r = replay_controller(log, *controller, parts);
  if (!r.failure.empty()) {
    fmt::print(stderr, "inversim: the controller: {}\n", r.failure);
    return kControllerDied;
  }
  if (r.difference) {
    fmt::print("  differs after {} equal answers; {}\n", r.exchanges, sentence(*r.difference));
    return kFails;
  }
  fmt::print("  {} answers, {} as they were\n", r.exchanges,
             parts.others ? "all" : fmt::format("{} all", fmt::join(request.only, " and ")));
  return kHolds;
}

}  // namespace

int run_replay(const ReplayRequest& request) {
  return exit_code_of([&] { return replay(request); });
}

void add_replay(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ReplayRequest>();
  CLI::App* command = app.add_subcommand("replay",
                                         "Give a controller recorded sensors; name what it answers "
                                         "differently");
  command->add_option("LOG", request->log, "log of exchanges, of run --exchanges")->required();
  command
      ->add_option("--controller", request->controller,
                   "'reference', the path of a shared library, or a link (see below)")
      ->required();
  add_link_options(*command, request->link);
  command
      ->add_option("--only", request->only,
                   "'brake', 'motor' or both ('brake,motor'): what of an answer is compared; of a "
                   "motor its mode, and the rate or torque that the mode uses. Left out, every "
                   "field bit for bit, with indicator, state and fault")
      ->delimiter(',')
      ->check(CLI::IsMember({"brake", "motor"}));
  command->footer(
      std::string("Example: inversim run scenarios/controller/inversion.yaml --exchanges was.log\n"
                  "         inversim replay was.log --controller ./changed.so\n"
                  "         inversim replay was.log --controller ./other.so --only brake,motor\n"
                  "The other way round, recorded answers against the plant:\n"
                  "         inversim run scenarios/controller/inversion.yaml --controller "
                  "replay:was.log\n") +
      std::string(kLinkHelp) +
      "Exit codes: 0 every answer is as it was, 1 one is not, 2 input, 3 file system or link, 4 "
      "the controller stopped answering, 5 internal.");
  command->callback([request, &exit_code] { exit_code = run_replay(*request); });
}

}  // namespace inversim

// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace inversim {
namespace {

TEST(Batch, ResultsAreInTheOrderOfTheCasesOnAnyNumberOfThreads) {
  std::vector<int> cases;
  for (int i = 0; i < 500; ++i) cases.push_back(i);
  for (const int threads : {1, 2, 7, 0}) {
    const auto outcomes =
        run_batch<int>(cases, threads, [] { return [](const int& i) { return i * i; }; });
    ASSERT_EQ(outcomes.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
      ASSERT_EQ(outcomes[i].result, static_cast<int>(i * i)) << threads;
      EXPECT_EQ(outcomes[i].failure, "");
    }
  }
}

TEST(Batch, ACaseThatThrowsKeepsItsReasonAndTheOthersGoOn) {
  const auto outcomes = run_batch<double>(std::vector<double>{4.0, -1.0, 9.0}, 2, [] {
    return [](const double& x) {
      if (x < 0.0) throw std::runtime_error("no root");
      return x / 2;
    };
  });
  EXPECT_EQ(outcomes[0].result, 2.0);
  EXPECT_FALSE(outcomes[1].result.has_value());
  EXPECT_EQ(outcomes[1].failure, "no root");
  EXPECT_EQ(outcomes[2].result, 4.5);
}

TEST(Batch, AWorkerIsMadeOncePerThreadAndItsFailureIsThatOfItsCases) {
  std::atomic<int> made = 0;
  const std::vector<int> cases(40, 1);
  run_batch<int>(cases, 3, [&made] {
    ++made;
    return [](const int& i) { return i; };
  });
  EXPECT_GE(made, 1);
  EXPECT_LE(made, 3);

  const auto outcomes = run_batch<int>(std::vector<int>{1, 2}, 1, [] {
    throw std::runtime_error("no bench");
    return [](const int& i) { return i; };
  });
  EXPECT_EQ(outcomes[0].failure, "no bench");
  EXPECT_EQ(outcomes[1].failure, "no bench");
}

TEST(Batch, NoCasesAreNoResults) {
  EXPECT_TRUE(
      run_batch<int>(std::vector<int>{}, 4, [] { return [](const int& i) { return i; }; }).empty());
}

}  // namespace
}  // namespace inversim

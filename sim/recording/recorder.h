// SPDX-License-Identifier: Apache-2.0
// Writes a result file: HDF5 that is also netCDF-4, grown in whole chunks and safe at every flush.
//
//   /                attributes: versions, texts, hashes, seed, step size, conventions
//   (provenance.h) /time            unlimited dimension [s]; every signal is a variable along it
//   /<coordinate>    dimension with labels: level, segment ...
//   /event           unlimited dimension; event_time, event_kind, event_text, event_value along it
//   /summary/<name>  key figures, one number each; attribute rows_hash: fingerprint of all rows
//   /start/state     the plant's state before the first step
//   /replay          poses of the bodies (pose_track.h), written at the end
//   /layout          names and labels once more, for the reader
//   /wall            attributes created_at, finished_at (empty until then), and what was measured
//   of the machine's speed; differs between equal runs
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "inversim/plant/signals.h"
#include "inversim/recording/pose_track.h"
#include "inversim/recording/provenance.h"

namespace inversim {

/// How the values of signals stand in the file; time, events and key figures are always doubles.
enum class Precision {
  kSingle,  ///< 4 bytes, rounded to nearest: 24 bits, 7 digits. Forces, moments and angles below
            ///< the variable's attribute zero_below are rounding noise and stored as 0
  kDouble,  ///< 8 bytes, as computed
};

struct RecorderOptions {
  /// Rows per chunk and per block of memory.
  std::size_t chunk_rows = 256;
  Precision precision = Precision::kSingle;
  /// A flush is due when so much wall time has passed since the last one [s]; 0: after every row.
  double flush_seconds = 1.0;
  /// A flush is also due after so many rows; 0: never for this reason.
  std::size_t flush_rows = 0;
  /// gzip level 1..9 after a shuffle of bytes, or 0 for none. Compressed rows are acknowledged in
  /// whole chunks only, since a chunk that is compressed anew would move and free the place that
  /// the file on disk points to.
  int deflate_level = 1;
  /// Called after each flush with the number of rows that are safe on file.
  std::function<void(std::size_t rows)> acknowledged;
};

/// A figure, or a row of them, that depends on how fast the machine was.
struct WallFigure {
  std::string name;
  std::string units;
  std::string long_name;
  std::vector<double> values;
};

/// Records rows of a SignalTable. The file is named PATH.partial until finish() renames it.
///
/// Rows reach the file at a flush; once a flush has returned they survive the death of the process
/// (not of the machine: only finish() syncs to disk), and PATH.partial opens as it is in xarray,
/// netCDF4, ncdump and h5dump. All members throw FileError (hdf5_file.h) when the file system
/// refuses, and std::invalid_argument when the caller is wrong; after a FileError PATH.partial
/// stays as the last flush left it, and the recorder takes no more rows.
///
/// Not for the real-time path: append() copies a row, and now and then writes a block.
class Recorder {
 public:
  /// Creates PATH.partial with every variable at zero rows. A file already at PATH is left alone
  /// until finish() replaces it.
  Recorder(std::string path, SignalTable table, const RunProvenance& provenance,
           RecorderOptions options = {});
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  /// Without finish(): flushes what it has and leaves PATH.partial. Never throws.
  ~Recorder();

  /// One sample: simulated time [s], not decreasing, and a row of table.row_width values.
  void append(double time, std::span<const double> row);
  /// Kind is cut to 48 bytes and text to 480 (UTF-8, at a character).
  void add_event(const Event& event);
  /// Replaces the key figures that finish() writes.
  void set_summary(std::vector<KeyFigure> figures);
  /// Sets the poses that finish() writes.
  void set_poses(PoseTrack track);
  /// Adds a figure of wall time, which is no part of what equal runs have in common; finish()
  /// writes it as /wall/<name>.
  void add_wall(WallFigure figure);
  /// Writes what is buffered and flushes it now.
  void flush();
  /// Flushes, writes the summary, closes, syncs to disk, and renames PATH.partial to PATH.
  void finish();

  std::size_t rows() const;                 ///< appended so far
  std::size_t acknowledged_rows() const;    ///< safe on file
  const std::string& path() const;          ///< of the finished file
  const std::string& partial_path() const;  ///< of the file until then

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace inversim

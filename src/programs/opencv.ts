/** What OpenCV for Python needs of the system. */

/**
 * The packages with windows, and those without. Qt, which the former contain, is linked to libGL.so.1; the latter contain no Qt. From
 * the wheels of opencv-python 4.10.0.84 and 5.0.0.93, on 2026-11-26.
 */
export const HEADLESS: Readonly<Record<string, string>> = {
  'opencv-python': 'opencv-python-headless',
  'opencv-contrib-python': 'opencv-contrib-python-headless',
};

/**
 * The releases with windows that have one without them of the same number, but for some before {@link WITHOUT_QT5} ends:
 * opencv-contrib-python 5.1.0.95 has none yet. From PyPI, on 2026-11-26.
 */
export const ALSO_HEADLESS = '<=5.0.0.93';

/**
 * Releases that are linked to other libraries: libSM, libXext, libXrender. From the wheels of 4.1.0.25 and 4.2.0.34, on
 * 2026-11-26.
 */
export const WITHOUT_QT5 = '<4.3';

/**
 * Names of system and conda packages that are libGL.so.1, or require it, or may well do so. Among them are libgl1 and its
 * older names, mesa, ffmpeg and Qt; desktop programs are many.
 */
export const BRINGS_LIBGL =
  /gl(?:1|x|u1|ut|vnd|fw)|libgl(?!ib)|mesa|opengl|opencv|ffmpeg|gtk|qt|vtk|xvfb|xorg|x11|wx|vlc|gstreamer|gimp|firefox|chrom|blender|jre|jdk|java|desktop|gnome|kde|xfce|imagemagick|gazebo|^ros-/i;
